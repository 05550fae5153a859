// What targets open. A content lives as long as a target opens it; undo brings back what went with the last one.
import type { Content, GrainDocument, Uuid } from '../../../../player/core/document.ts';
import { type Command, mapById } from './command.ts';

export const findContent = (document: GrainDocument, id: Uuid): Content | undefined =>
  document.contents.find((content) => content.id === id);

/** Contents that no target opens any more go away. */
export function withoutUnused(document: GrainDocument): GrainDocument {
  const used = new Set(document.targets.map(({ content_id }) => content_id));
  const contents = document.contents.filter(({ id }) => used.has(id));
  return contents.length === document.contents.length ? document : { ...document, contents };
}

type ContentChange = { title?: string; alternative?: string; body?: string };

/** Members that the kind of content does not have are left out. */
const changed = (content: Content, { title = content.title, alternative, body }: ContentChange): Content => {
  if (content.kind === 'image') return { ...content, title, alternative: alternative ?? content.alternative };
  if (content.kind === 'text') return { ...content, title, body: body ?? content.body };
  return { ...content, title };
};

export const changeContent =
  (id: Uuid, change: ContentChange): Command =>
  (document) => ({ ...document, contents: mapById(document.contents, id, (content) => changed(content, change)) });

/** The target opens this content from now on: one of the document, or a new one. */
export const openContent =
  (target_id: Uuid, content: Content): Command =>
  (document) =>
    withoutUnused({
      ...document,
      contents: findContent(document, content.id) ? document.contents : [...document.contents, content],
      targets: mapById(document.targets, target_id, (target) => ({ ...target, content_id: content.id })),
    });
