// Runs before the first paint: the look that this browser remembers, so that nothing flashes.
;(() => {
  try {
    const look = JSON.parse(localStorage.getItem('quen.look') ?? '{}')
    const root = document.documentElement
    if (look.theme === 'light' || look.theme === 'dark') root.dataset.theme = look.theme
    if (look.density === 'compact') root.dataset.density = 'compact'
    if (look.textSize >= 90 && look.textSize <= 150) root.style.setProperty('--text-scale', look.textSize / 100)
    if (look.language === 'en') root.lang = 'en'
  } catch {
    // Storage can be forbidden; the house's own look stands.
  }
})()
