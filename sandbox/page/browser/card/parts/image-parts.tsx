import { callHandler, type Handler } from './call-handler.ts';

type ImageProps = { src?: string; alt?: string; width?: number; height?: number; onClick?: Handler };

function Image({ src, alt = '', width, height, onClick }: ImageProps) {
  const picture = <img className="part-image" src={src} alt={alt} width={width} height={height} />;
  if (onClick === undefined) return picture;
  return (
    <button type="button" className="quiet" onClick={() => callHandler(onClick)}>
      {picture}
    </button>
  );
}

export const imageParts = { Image };
