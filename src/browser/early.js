// Runs before any script of a page: what fails while it loads is known later. Chrome only; elsewhere the first question listens.
if (!window.__guidewalkErrors) {
  const errors = window.__guidewalkErrors = [];
  const note = (words) => { if (words && errors.length < 5) errors.push(String(words).replace(/\s+/g, ' ').trim()); };
  addEventListener('error', (event) => {
    const script = event.target instanceof HTMLScriptElement && event.target.src;
    note(script ? 'a script could not be loaded: ' + script : event.message);
  }, true);
  addEventListener('unhandledrejection', (event) => note(event.reason));
}
