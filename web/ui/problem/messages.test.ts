import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { messages as english } from '../locales/en.po';
import { messages as french } from '../locales/fr.po';
import { problemMessage, problemMessages } from './messages.ts';

const committed = `${import.meta.dirname}/../../../docs/api/openapi.json`;
const document = existsSync(committed) ? committed : process.env.KAIR_OPENAPI;

describe('the sentences of error codes', () => {
  it.each(Object.keys(problemMessages))('%s is said in both languages, differently', (code) => {
    const { id } = problemMessage(code);
    expect(french[id], `${code} in French`).toBeTruthy();
    expect(english[id], `${code} in English`).toBeTruthy();
    expect(english[id]).not.toEqual(french[id]);
  });

  it('exist for every code that the API document lists', () => {
    const api = JSON.parse(readFileSync(document ?? '', 'utf8'));
    const codes: string[] = api.components.schemas.ErrorCode.enum;
    expect(codes.length).toBeGreaterThan(20);
    expect(codes.filter((code) => !(code in problemMessages))).toEqual([]);
  });

  it('fall back to a general sentence for a code that is not known', () => {
    expect(problemMessage('grain.unheard_of')).toBe(problemMessages['client.unreadable']);
  });
});
