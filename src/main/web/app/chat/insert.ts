/** Puts a text where the caret is, or in place of what is there from `start` on; as if it were typed, so that it can be undone. */
export function insert(field: HTMLTextAreaElement, text: string, start = field.selectionStart): void {
  field.focus();
  field.setSelectionRange(start, field.selectionEnd);
  if (!document.execCommand('insertText', false, text)) {
    field.setRangeText(text, start, field.selectionEnd, 'end');
    field.dispatchEvent(new InputEvent('input', { bubbles: true }));
  }
}
