// Lets a finger that begins on a chart scroll the page, its first tap choose the mark under it, and two quick clicks be one choice.
//
// Plotly keeps every touch on a chart that can be clicked for itself, and takes a tap for a click on the mark that was last pointed
// at. Without the touch it gets what the browser tells pages that know none: the mouse moved there, and was pressed once. The second
// half of a double click would take the choice back.
const keepFromCharts = (event) => {
  const isOnChart = event.target instanceof Element && event.target.closest(".js-plotly-plot .draglayer")
  if (isOnChart && (event.type === "touchstart" || event.detail > 1)) event.stopPropagation()
}
for (const kind of ["touchstart", "mousedown"]) document.addEventListener(kind, keepFromCharts, { capture: true, passive: true })
