// Begins a new page at its top, and brings a reader back to where they stood: with Back and Forward, and when a page is loaded again.
//
// The browser does so by itself only where the window scrolls; Streamlit scrolls a part of its page and draws it piece by piece over
// the page before. A browser without the history that this asks is left to that.
const PAGE = '[data-testid="stMain"]', DRAWN = '[data-test-script-state="notRunning"]'
const LOOK_MS = 100, STAYS_MS = 1_000, PATIENCE_MS = 15_000
let looking = null, height = 0
const page = () => document.querySelector(PAGE)
const isDrawn = () => document.querySelector(DRAWN) !== null
const place = () => `scrolled ${navigation.currentEntry.key}`
const pathOf = (address) => new URL(address).pathname
const keep = () => {
  if (!page()) return
  height = page().scrollHeight
  sessionStorage.setItem(place(), page().scrollTop)
}
const stop = () => { clearInterval(looking); looking = null }

const bringBack = () => {
  stop()
  const wanted = Number(sessionStorage.getItem(place())), begun = performance.now()
  let there = begun
  looking = setInterval(() => {
    const now = performance.now(), isThere = page() && Math.abs(page().scrollTop - wanted) <= 1
    if (!isThere || !isDrawn()) there = now
    if (page() && !isThere) page().scrollTop = wanted
    if (now - there > STAYS_MS || now - begun > PATIENCE_MS) stop()
  }, LOOK_MS)
}

if (window.navigation) {
  navigation.addEventListener("currententrychange", ({ navigationType, from }) => {
    if (navigationType === "traverse") return bringBack()
    if (navigationType !== "push") return // an address that is written anew is the same place
    stop()
    if (page() && pathOf(from.url) !== location.pathname && !location.hash) page().scrollTop = 0
    keep()
  })
  // What moves while a page is being drawn, or because it became shorter, was moved by no reader.
  document.addEventListener("scroll", ({ target }) => {
    if (!looking && isDrawn() && target === page() && page().scrollHeight >= height) keep()
  }, { capture: true, passive: true })
  // A reader who goes on by hand is not held, and may be about to leave.
  for (const act of ["wheel", "touchstart", "pointerdown", "keydown"]) {
    document.addEventListener(act, () => { stop(); keep() }, { capture: true, passive: true })
  }
  if (sessionStorage.getItem(place())) bringBack()
}
