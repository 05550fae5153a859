// What a learner has scored in a grain, and what is worth looking at again.
import type { GrainDocument, Question } from './document.ts';
import type { Learner } from './learner.ts';

export type Score = { points: number; of: number; answered: number; questions: number };

export const questionsOf = ({ quizzes }: GrainDocument): Question[] =>
  quizzes.reduce<Question[]>((all, { questions }) => all.concat(questions), []);

export function scoreOf(document: GrainDocument, learner: Learner): Score {
  const score = { points: 0, of: 0, answered: 0, questions: 0 };
  for (const { id, points } of questionsOf(document)) {
    const answer = learner.answerTo(id);
    score.of += answer && answer.points_max !== undefined ? answer.points_max : points;
    score.questions++;
    if (!answer) continue;
    score.answered++;
    score.points += answer.points;
  }
  return score;
}

/** Questions whose first answer was wrong, in the order of the film. */
export const toReview = (document: GrainDocument, learner: Learner): Question[] =>
  questionsOf(document).filter(({ id }) => {
    const answer = learner.answerTo(id);
    return answer !== undefined && !answer.correct;
  });
