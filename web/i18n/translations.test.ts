// @vitest-environment node
import { expect, it } from 'vitest';
import { missingTranslations } from './missing.mjs';

it('says every sentence of the screens in both languages', { timeout: 60_000 }, async () => {
  const { catalogs, faults } = await missingTranslations();
  expect(catalogs).toBeGreaterThan(5);
  expect(faults).toEqual([]);
});
