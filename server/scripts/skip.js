// Takes a reader who uses a keyboard from the first stop of every page to its title, past the menu and the filter.
document.addEventListener("click", (event) => {
  if (!(event.target instanceof Element && event.target.closest("a.skip"))) return
  const title = document.querySelector('[data-testid="stMain"] h1, #first-answer h1')
  if (!title) return
  event.preventDefault()
  title.tabIndex = -1
  title.focus()
})
