export function Problem({ text }: { text: string }) {
  return (
    <div className="problem" role="alert">
      <strong>The portal could not answer.</strong> {text}
    </div>
  );
}
