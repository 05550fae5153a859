// The keys of the studio, one row each: they act, and the sheet of keys is written from them.
import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

export type KeyAct =
  | 'play'
  | 'back'
  | 'faster'
  | 'frameBack'
  | 'frameForth'
  | 'startHere'
  | 'endHere'
  | 'shortenStart'
  | 'shortenEnd'
  | 'shiftBack'
  | 'shiftForth'
  | 'secondBack'
  | 'secondForth'
  | 'image'
  | 'slides'
  | 'text'
  | 'quiz'
  | 'chapter'
  | 'keyframe'
  | 'duplicate'
  | 'remove'
  | 'undo'
  | 'redo'
  | 'save'
  | 'inspector'
  | 'zoomIn'
  | 'zoomOut'
  | 'next'
  | 'previous'
  | 'help';

type Modifier = 'ctrl' | 'alt' | 'shift';
export type KeyRow = {
  /** `key` of the event, lower case. */
  keys: readonly string[];
  with?: readonly Modifier[];
  act: KeyAct;
  words: MessageDescriptor;
  /** Not in the sheet: another row says it. */
  quiet?: boolean;
};

export const keyRows: readonly KeyRow[] = [
  { keys: [' ', 'k'], act: 'play', words: msg`Lire ou mettre en pause` },
  { keys: ['j'], act: 'back', words: msg`Reculer d’une seconde` },
  { keys: ['l'], act: 'faster', words: msg`Lire, puis plus vite` },
  { keys: [','], act: 'frameBack', words: msg`Image précédente` },
  { keys: ['.'], act: 'frameForth', words: msg`Image suivante` },
  { keys: ['i'], act: 'startHere', words: msg`Le début de l’élément à la tête de lecture` },
  { keys: ['o'], act: 'endHere', words: msg`La fin de l’élément à la tête de lecture` },
  { keys: ['['], act: 'shortenStart', words: msg`Rogner le début d’une image` },
  { keys: [']'], act: 'shortenEnd', words: msg`Rogner la fin d’une image` },
  { keys: ['arrowleft'], with: ['alt'], act: 'shiftBack', words: msg`Avancer l’élément d’une image` },
  { keys: ['arrowright'], with: ['alt'], act: 'shiftForth', words: msg`Retarder l’élément d’une image` },
  { keys: ['arrowleft'], with: ['alt', 'shift'], act: 'secondBack', words: msg`Avancer l’élément d’une seconde` },
  { keys: ['arrowright'], with: ['alt', 'shift'], act: 'secondForth', words: msg`Retarder l’élément d’une seconde` },
  { keys: ['arrowdown'], with: ['alt'], act: 'next', words: msg`Élément suivant` },
  { keys: ['arrowup'], with: ['alt'], act: 'previous', words: msg`Élément précédent` },
  { keys: ['1'], act: 'image', words: msg`Cible qui ouvre une image` },
  { keys: ['2'], act: 'slides', words: msg`Cible qui ouvre des pages` },
  { keys: ['3'], act: 'text', words: msg`Cible qui ouvre un texte` },
  { keys: ['4'], act: 'quiz', words: msg`Question à choix` },
  { keys: ['5', 'm'], act: 'chapter', words: msg`Chapitre` },
  { keys: ['f'], act: 'keyframe', words: msg`Image clé à la tête de lecture` },
  { keys: ['enter'], act: 'inspector', words: msg`Aller aux réglages de l’élément` },
  { keys: ['d'], act: 'duplicate', words: msg`Dupliquer l’élément` },
  { keys: ['delete', 'backspace'], act: 'remove', words: msg`Supprimer l’élément` },
  { keys: ['z'], with: ['ctrl'], act: 'undo', words: msg`Annuler` },
  { keys: ['z'], with: ['ctrl', 'shift'], act: 'redo', words: msg`Rétablir` },
  { keys: ['y'], with: ['ctrl'], act: 'redo', words: msg`Rétablir`, quiet: true },
  { keys: ['s'], with: ['ctrl'], act: 'save', words: msg`Enregistrer maintenant` },
  { keys: ['+', '='], act: 'zoomIn', words: msg`Agrandir la chronologie` },
  { keys: ['-'], act: 'zoomOut', words: msg`Réduire la chronologie` },
  { keys: ['?'], act: 'help', words: msg`Cette liste` },
];

export type Pressed = { key: string; ctrl: boolean; alt: boolean; shift: boolean };

/** Signs that need Shift on some keyboards and not on others: “+”, “?”, “[”. */
const isSign = (key: string) => key.length === 1 && !/[a-z]/.test(key);

export function actOf({ key, ctrl, alt, shift }: Pressed): KeyRow | null {
  const found = keyRows.find((row) => {
    const wants = (modifier: Modifier) => row.with?.includes(modifier) ?? false;
    const plain = key.toLowerCase();
    return (
      row.keys.includes(plain) &&
      wants('ctrl') === ctrl &&
      wants('alt') === alt &&
      (wants('shift') === shift || (isSign(plain) && !wants('shift')))
    );
  });
  return found ?? null;
}
