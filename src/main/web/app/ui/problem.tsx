/** What went wrong, told at once; nothing when all is well. */
export function Problem({ text }: { text: string }) {
  return <p class="problem" role="alert">{text}</p>;
}
