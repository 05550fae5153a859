// A media of the library as a content of the grain.
import type { Content } from '../../../../player/core/document.ts';
import type { Media } from '../../../api/shapes.ts';

export const contentOf = (kind: 'image' | 'slides', id: string, media: Pick<Media, 'id' | 'title'>): Content => {
  const shared = { id, media_id: media.id, title: media.title };
  return kind === 'image' ? { kind, ...shared, alternative: '' } : { kind, ...shared };
};
