/** Lets the worker keep the built screens, after the first screen is there, so that they open without a network. */
export function keepShell(): void {
  // Browsers let workers run on safe addresses only: this machine's own, or https.
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  const register = () => void navigator.serviceWorker.register('/worker.js').catch(() => undefined)
  if (document.readyState === 'complete') register()
  else addEventListener('load', register, { once: true })
}
