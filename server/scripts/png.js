// A second button at every picture: plotly's own saves it as SVG, this one the same picture as PNG, twice as fine as the screen.
//
// Plotly takes only one format in its settings, and looks at them when its button is clicked.
const NAME = "Download as PNG", OWN = '[data-title="Download plot"]'
const save = (own) => {
  const settings = own.closest(".js-plotly-plot")._context.toImageButtonOptions, format = settings.format
  Object.assign(settings, { format: "png", scale: 2 })
  own.click()
  settings.format = format
  delete settings.scale
}
const give = (own) => {
  if (own.nextElementSibling) return
  const png = own.cloneNode(false)
  png.textContent = "PNG"
  png.dataset.title = NAME
  png.removeAttribute("data-attr")
  png.setAttribute("aria-label", NAME)
  png.style.cssText = "font: 600 11px sans-serif; color: inherit; opacity: .75"
  png.addEventListener("click", () => save(own))
  own.after(png)
}
const bars = document.getElementsByClassName("modebar-group")
new MutationObserver(() => {
  for (const bar of bars) { const own = bar.querySelector(OWN); if (own) give(own) }
}).observe(document.documentElement, { childList: true, subtree: true })
