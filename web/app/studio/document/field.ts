// From the field that the server names in a refusal ("targets[3].keyframes[0].at_ms") to the element that has it.
import type { GrainDocument } from '../../../../player/core/document.ts';
import type { ElementRef } from './elements.ts';

export function elementAt(document: GrainDocument, field: string | undefined): ElementRef | null {
  const found = /^(?:document\.)?(chapters|targets|quizzes|contents)\[(\d+)\]/.exec(field ?? '');
  if (!found) return null;
  const [, list, place] = found;
  const at = Number(place);
  if (list === 'contents') {
    const content = document.contents[at];
    const opener = document.targets.find(({ content_id }) => content_id === content?.id);
    return opener ? { kind: 'target', id: opener.id } : null;
  }
  const kinds = { chapters: 'chapter', targets: 'target', quizzes: 'quiz' } as const;
  const name = list as keyof typeof kinds;
  const element = document[name][at];
  return element ? { kind: kinds[name], id: element.id } : null;
}
