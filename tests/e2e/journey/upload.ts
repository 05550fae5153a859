// Step 1: a trainer gives the library a film, sees it go and be prepared, and finds it playable.
import { expect } from 'vitest';
import { settled, signIn } from '../browser.ts';
import { account } from '../instance.ts';
import { show, type Story, until } from './stage.ts';
import { timesOf } from './times.ts';

/** The upload takes this long whatever the film: long enough to be looked at. */
const UPLOAD_S = 5;
const PREPARE_MS = 600_000;

type Media = { id: string; title: string; state: string; playable: boolean; duration_ms: number; error_code?: string };

export async function upload(story: Story, film_bytes: number): Promise<void> {
  const { trainer, instance, film, film_title } = story;
  const { page, context } = trainer;
  await signIn(page, account(instance, 'trainer'));
  await page.goto('/library?tab=media');
  await settled(page);
  await show(trainer, 'library-empty');

  // From here on nothing may load the page again.
  await page.evaluate(() => Object.assign(window, { stayed: true }));
  const network = await context.newCDPSession(page);
  await network.send('Network.enable');
  const uploadThroughput = film_bytes / UPLOAD_S;
  await network.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput });
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('button', { name: 'Déposer un film' }).first().click(),
  ]);
  await chooser.setFiles(film);
  const tray = page.getByRole('complementary', { name: 'Envois' });
  await tray.getByText(/\/s · encore/).waitFor();
  await show(trainer, 'upload-under-way');
  await tray.getByText('Envois terminés').waitFor();
  await network.send('Network.emulateNetworkConditions', { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: -1 });
  await tray.getByRole('button', { name: 'Fermer les envois' }).click();

  const card = page.getByRole('main').getByText(film_title, { exact: true }).first();
  await card.waitFor();
  await show(trainer, 'film-preparing');
  const media = await until(
    'the film is playable',
    async () => {
      const { items } = await story.trainerApi.call<{ items: Media[] }>('GET', '/api/v1/media?kind=video');
      const found = items.find(({ title }) => title === film_title);
      if (found?.state === 'failed') throw new Error(`the film is refused: ${found.error_code ?? ''}`);
      return found?.playable && found.duration_ms > 0 ? found : false;
    },
    PREPARE_MS,
  );
  story.media_id = media.id;
  story.times = timesOf(media.duration_ms);
  // The screen finds out by itself: "preparing" without "playable" is gone.
  await page.getByText(/^Préparation/).waitFor({ state: 'detached', timeout: 15_000 });
  expect(await page.evaluate(() => (window as { stayed?: boolean }).stayed)).toBe(true);
  await show(trainer, 'film-playable');
}
