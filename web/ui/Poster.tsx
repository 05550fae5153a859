// The picture that stands for a film, an image or a document; its icon where there is none.
import { type ReactNode, useState } from 'react';
import { Icon, type IconName } from './icons.tsx';
import css from './Poster.module.css';

type Props = { url?: string | null | undefined; icon: IconName; children?: ReactNode; small?: boolean };

/** Decorative: the title is always written beside it. Children lie on the picture: length, state. */
export function Poster({ url, icon, children, small }: Props) {
  const [broken, setBroken] = useState<string | null>(null);
  return (
    <div className={small ? css.small : css.poster}>
      {url && url !== broken ? (
        <img className={css.picture} src={url} alt="" loading="lazy" onError={() => setBroken(url)} />
      ) : (
        <span className={css.icon}>
          <Icon name={icon} size={small ? 18 : 32} />
        </span>
      )}
      {children}
    </div>
  );
}

export const PosterNote = ({ children }: { children: ReactNode }) => <span className={css.note}>{children}</span>;
