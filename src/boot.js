// Runs before the first paint: takes the reader's theme, and marks a page whose address asks for another
// story than the pre-rendered one, so that the style can hide that one until the app takes over.
{
  const page = document.documentElement
  try {
    const theme = localStorage.getItem('theme')
    if (theme === 'light' || theme === 'dark' || theme === 'projector') page.dataset.theme = theme
  } catch (error) {
    // A browser that keeps no data for this site refuses even to be asked: the system's theme holds.
    console.info('No theme kept:', error)
  }
  if (!['', '#', '#/', '#/explore', '#/explore?v=2'].includes(location.hash)) page.dataset.linked = ''
}
