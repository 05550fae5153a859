// The story of the product, step by step, with the film of JOURNEY_FILM. Each step stands on the ones before it.
import { statSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, onTestFailed, test } from 'vitest';
import { author } from './author.ts';
import { learn } from './learn.ts';
import { assemble } from './module.ts';
import { closeStory, openStory, showFailure, type Story } from './stage.ts';
import { upload } from './upload.ts';

let story: Story;

beforeAll(async () => {
  story = await openStory();
});
afterAll(async () => {
  if (story) await closeStory(story);
});
beforeEach(({ task }) => {
  onTestFailed(() => showFailure(story, task.name));
});

test('1 a film goes into the library and can be played', () => upload(story, statSync(story.film).size));
test('2 a trainer makes a grain of it in the studio', () => author(story));
test('3 grains make a module, eight at most', () => assemble(story));
test('4 a learner plays it to the end, in two sittings', () => learn(story));
