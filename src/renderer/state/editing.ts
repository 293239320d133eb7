const withoutText = new Set(['checkbox', 'radio', 'range', 'button', 'submit', 'color', 'file']);

/** Does the element hold text that a person writes? Undo and redo there are its own. */
export const editing = (element: EventTarget | null): boolean =>
  element instanceof HTMLTextAreaElement ||
  (element instanceof HTMLInputElement && !withoutText.has(element.type)) ||
  (element instanceof HTMLElement && element.isContentEditable);
