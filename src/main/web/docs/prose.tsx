/** A text of the contract: paragraphs, with what is in backticks as code. */
export function Prose({ text }: { text: string }) {
  const paragraphs = text.split(/\n\s*\n/).map(one => one.trim()).filter(Boolean);
  return <>{paragraphs.map((paragraph, index) => <p key={index}><Words text={paragraph} /></p>)}</>;
}

/** The same within a line. */
export function Words({ text }: { text: string }) {
  return <>{text.split('`').map((piece, index) => index % 2 === 1 ? <code key={index}>{piece}</code> : piece)}</>;
}
