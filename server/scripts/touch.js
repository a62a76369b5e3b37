// Lets a finger that begins on a chart scroll the page, and its first tap choose a mark.
//
// Streamlit draws a chart that can be clicked with the drag mode `pan`, in which plotly keeps every touch for itself. Only `false`
// leaves the touch to the page. It is set as the finger comes down, before plotly looks; `_fullLayout` is plotly's own name, which
// the tests in a browser hold.
document.addEventListener(
  "touchstart",
  (event) => {
    const plot = event.target instanceof Element && event.target.closest(".js-plotly-plot")
    if (plot && plot._fullLayout) plot._fullLayout.dragmode = false
  },
  { capture: true, passive: true },
)
