// Lets every chart shrink to the width of the paper: plotly draws in pixels of the screen, which paper would cut.
const fit = (plot, drawn) => {
  const wide = Number(drawn.getAttribute("width")), high = Number(drawn.getAttribute("height"))
  plot.style.setProperty("--shape", `${wide} / ${high}`)
  for (const layer of plot.querySelectorAll(".main-svg")) layer.setAttribute("viewBox", `0 0 ${wide} ${high}`)
}
let watching = null
const isDark = () => {
  const [red, green, blue] = getComputedStyle(document.querySelector(".stApp") ?? document.body).backgroundColor.match(/\d+/g).map(Number)
  return red + green + blue < 384
}
window.addEventListener("beforeprint", () => {
  document.documentElement.dataset.printedFrom = isDark() ? "dark" : "light"
  watching = new MutationObserver((changes) => changes.forEach((one) => fit(one.target.closest(".js-plotly-plot"), one.target)))
  for (const plot of document.querySelectorAll(".js-plotly-plot")) {
    const drawn = plot.querySelector(".main-svg")
    if (!drawn) continue
    fit(plot, drawn)
    // The chart may draw itself anew at another width while the page is laid out for paper.
    watching.observe(drawn, { attributes: true, attributeFilter: ["width", "height"] })
  }
})
window.addEventListener("afterprint", () => {
  if (watching) watching.disconnect()
  for (const layer of document.querySelectorAll(".js-plotly-plot .main-svg[viewBox]")) layer.removeAttribute("viewBox")
})
