// The bands of difficulty and discrimination in plain words.
import { useLingui } from '@lingui/react/macro';
import { type Difficulty, difficultyOf, type Discrimination, discriminationOf } from './explain.ts';

const ENOUGH = 10;

export function useDifficultyWords(): (p: number | null) => string {
  const { t } = useLingui();
  const words: Record<Difficulty, string> = {
    too_easy: t`Presque tout le monde la réussit : elle ne dit pas qui a compris.`,
    easy: t`Plutôt facile.`,
    medium: t`Difficulté moyenne.`,
    hard: t`Difficile : une personne sur deux ou plus se trompe.`,
    very_hard: t`Très difficile : relisez l’énoncé, la clé et le passage du film.`,
  };
  return (p) => (p === null ? '' : words[difficultyOf(p)]);
}

export function useDiscriminationWords(): (r: number | null, answered: number) => string {
  const { t } = useLingui();
  const words: Record<Discrimination, string> = {
    inverted: t`Ceux qui réussissent le reste la manquent plus souvent : vérifiez la bonne réponse.`,
    weak: t`La réussir ou non ne dit rien du reste : énoncé ambigu, ou notion à part.`,
    some: t`Sépare un peu ceux qui réussissent le reste des autres.`,
    good: t`Sépare bien ceux qui réussissent le reste des autres.`,
  };
  return (r, answered) => {
    if (r !== null) return words[discriminationOf(r)];
    if (answered < ENOUGH) return t`Il faut dix réponses pour la calculer.`;
    return t`Rien à séparer : tout le monde a le même résultat, ici ou ailleurs.`;
  };
}
