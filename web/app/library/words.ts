// What the kinds and states of media are called, and what becomes of one in a sentence.
import type { MessageDescriptor } from '@lingui/core';
import { msg, plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import type { Grain, Media } from '../../api/shapes.ts';
import { useFormat } from '../../i18n/format.ts';
import type { Tone } from '../../ui/Badge.tsx';
import type { IconName } from '../../ui/icons.tsx';

export const kindNames: Record<Media['kind'], MessageDescriptor> = {
  video: msg`Film`,
  image: msg`Image`,
  document: msg`Document PDF`,
};
export const kindIcons: Record<Media['kind'], IconName> = { video: 'film', image: 'image', document: 'slides' };

export const stateTones: Record<Media['state'], Tone> = {
  uploading: 'info',
  preparing: 'warning',
  ready: 'success',
  failed: 'danger',
};

/** Trying again would end the same: the file itself is the trouble. */
const FINAL = new Set<string>([
  'media.not_a_film',
  'media.truncated',
  'media.no_picture_no_sound',
  'media.unsupported_codec',
  'media.too_long',
  'media.too_large_picture',
  'media.not_an_image',
  'media.too_many_pixels',
  'media.not_a_pdf',
  'media.encrypted_pdf',
  'media.too_many_pages',
  'media.empty',
  'media.unsupported_type',
  'media.too_large',
]);
export const worthRetrying = ({ state, error_code }: Media): boolean =>
  state === 'failed' && !FINAL.has(error_code ?? '');

export const sentShare = ({ received_bytes, size_bytes }: Media): number =>
  size_bytes > 0 ? Math.min(1, received_bytes / size_bytes) : 0;

export function useMediaState(): (media: Media) => string {
  const { t } = useLingui();
  const format = useFormat();
  return (media) => {
    switch (media.state) {
      case 'uploading':
        return t`Envoi ${format.percent(sentShare(media))}`;
      case 'preparing':
        return media.playable
          ? t`Lisible, préparation ${format.percent(media.progress)}`
          : t`Préparation ${format.percent(media.progress)}`;
      case 'ready':
        return t`Prêt`;
      case 'failed':
        return t`Échec`;
    }
  };
}

/** What lies on a film, in figures: "3 cibles · 1 question". */
export function useContentsOf(): (grain: Grain) => string {
  const { t } = useLingui();
  return ({ target_count, quiz_count, chapter_count }) =>
    [
      target_count && plural(target_count, { one: '# cible', other: '# cibles' }),
      quiz_count && plural(quiz_count, { one: '# question', other: '# questions' }),
      chapter_count && plural(chapter_count, { one: '# chapitre', other: '# chapitres' }),
    ]
      .filter(Boolean)
      .join(' · ') || t`Rien sur le film`;
}
