// Lets a chart follow the device from light to dark and back.
//
// Streamlit puts the fourth and the seventh chart color of the theme in place of these when it first draws a chart, and has nothing
// left to put the other theme's in place of. Given them back before it looks, it draws ticks, labels and notes anew.
const OF_THEMES = { "#000004": /#57636f|#9aa6b2/g, "#000007": /#101418|#e9e6df/g }
const asGiven = (text) => Object.entries(OF_THEMES).reduce((said, [given, shown]) => said.replace(shown, given), text)
const givenBack = (part, seen = new Set()) => {
  if (!part || typeof part !== "object" || seen.has(part)) return
  seen.add(part)
  for (const [name, value] of Object.entries(part)) {
    if (typeof value === "string") { if (value.includes("#")) part[name] = asGiven(value) }
    else if (!ArrayBuffer.isView(value)) givenBack(value, seen)
  }
}
window.matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
  for (const plot of document.querySelectorAll(".js-plotly-plot")) for (const part of [plot.data, plot.layout]) givenBack(part)
})
