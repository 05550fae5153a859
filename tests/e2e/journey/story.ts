// The story of the product, step by step, with the film of JOURNEY_FILM. Each step stands on the ones before it: a learner comes
// after the module was approved and distributed.
import { statSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, onTestFailed, test } from 'vitest';
import { author } from './author.ts';
import { distribute } from './distribute.ts';
import { learn } from './learn.ts';
import { measure } from './measures.ts';
import { assemble } from './module.ts';
import { review } from './review.ts';
import { closeStory, openStory, showFailure, type Story } from './stage.ts';
import { submit } from './submit.ts';
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
test('5 she runs the checks and submits; approving and distributing are not hers', () => submit(story));
test('6 the manager returns it with a comment, then approves it; an edit takes that away', () => review(story));
test('6 he distributes it to a group, and everyone is told', () => distribute(story));
test('4 a learner of the group plays it to the end, in two sittings', () => learn(story));
test('7 others watch, and the measures say live what everyone did', () => measure(story));
