// The same act on several people, one request after the other; the refusals are told, the rest is done.
import { useState } from 'react';
import { type ProblemError, asProblem } from '../../api/problem.ts';
import { refreshPeople } from './queries.ts';

export type BulkOutcome = { done: string[]; refused: ProblemError[] };

export function useBulk() {
  const [isBusy, setBusy] = useState(false);
  const run = async (ids: Iterable<string>, act: (id: string) => Promise<unknown>): Promise<BulkOutcome> => {
    const outcome: BulkOutcome = { done: [], refused: [] };
    setBusy(true);
    for (const id of ids) {
      try {
        await act(id);
        outcome.done.push(id);
      } catch (error) {
        const problem = asProblem(error);
        if (problem) outcome.refused.push(problem);
      }
    }
    setBusy(false);
    await refreshPeople();
    return outcome;
  };
  return { isBusy, run };
}
