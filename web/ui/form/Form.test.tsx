import { describe, expect, it } from 'vitest';
import { ProblemError } from '../../api/problem.ts';
import { placeProblem } from './Form.tsx';

const FIELDS = ['name', 'email', 'admin'];
const problem = (document: ConstructorParameters<typeof ProblemError>[1]) =>
  new ProblemError(422, document, 'http.fault');

describe('a refusal of the server', () => {
  it('goes to the field it names', () => {
    const { placed, left } = placeProblem(problem({ code: 'account.email_taken', field: 'email' }), FIELDS);
    expect([...placed]).toEqual([['email', 'account.email_taken']]);
    expect(left).toBe(false);
  });

  it('goes to each of the fields of a list of errors', () => {
    const errors = [
      { field: 'name', code: 'http.required' as const },
      { field: 'email', code: 'http.wrong_type' as const },
    ];
    const { placed } = placeProblem(problem({ code: 'http.required', errors }), FIELDS);
    expect(placed.get('name')).toBe('http.required');
    expect(placed.get('email')).toBe('http.wrong_type');
  });

  it('keeps the first code when a field is named twice', () => {
    const errors = [{ field: 'name', code: 'http.out_of_range' as const }];
    const { placed } = placeProblem(problem({ code: 'http.required', field: 'name', errors }), FIELDS);
    expect(placed.get('name')).toBe('http.out_of_range');
  });

  it('about a member of a nested object goes to the field that holds it', () => {
    const { placed } = placeProblem(problem({ code: 'http.required', field: 'admin.email' }), FIELDS);
    expect([...placed.keys()]).toEqual(['admin']);
  });

  it('stays in the banner when it names no field of the form', () => {
    expect(placeProblem(problem({ code: 'http.fault' }), FIELDS).left).toBe(true);
    expect(placeProblem(problem({ code: 'http.required', field: 'reason' }), FIELDS).left).toBe(true);
  });
});
