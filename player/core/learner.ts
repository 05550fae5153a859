// What the learner has done in this grain: answers (the first one counts), targets opened. Decides nothing about the film.
import type { Answer, GrainDocument, GrainState, Question, Quiz, Uuid } from './document.ts';
import type { Stop } from './scheduler.ts';

/** Right when exactly the key is chosen. */
export function isRight(question: Question, chosen: readonly Uuid[]): boolean {
  return question.key.length === chosen.length && question.key.every((id) => chosen.indexOf(id) >= 0);
}

export class Learner {
  private readonly first: Record<Uuid, Answer> = {};
  private readonly opened: Record<Uuid, true> = {};

  constructor(
    private readonly document: GrainDocument,
    known: GrainState,
  ) {
    for (const answer of known.answers) this.first[answer.question_id] = answer;
    for (const id of known.opened_ids) this.opened[id] = true;
  }

  answer(question: Question, choice_ids: Uuid[]): Answer {
    const correct = isRight(question, choice_ids);
    const answer = { question_id: question.id, choice_ids, correct, points: correct ? question.points : 0 };
    if (!this.first[question.id]) this.first[question.id] = answer;
    return answer;
  }

  answerTo(question_id: Uuid): Answer | undefined {
    return this.first[question_id];
  }

  open(target_id: Uuid): void {
    this.opened[target_id] = true;
  }

  hasOpened(target_id: Uuid): boolean {
    return this.opened[target_id] === true;
  }

  hasAnswered(quiz: Quiz): boolean {
    return quiz.questions.every(({ id }) => this.first[id]);
  }

  met = (stop: Stop): boolean => {
    if (stop.kind === 'target') return this.hasOpened(stop.id);
    const quiz = this.document.quizzes.find(({ id }) => id === stop.id);
    return !quiz || this.hasAnswered(quiz);
  };
}
