import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type FromPlayer, sealed, type ToPlayer } from '../../../../player/embed/protocol.ts';
import { FramedPlayer } from './framedPlayer.ts';

let told: ToPlayer[] = [];
const played = vi.fn();
const pressed = vi.fn();
const frameWindow = { postMessage: (message: ToPlayer) => told.push(message) } as unknown as Window;
const frame = Object.assign(document.createElement('iframe'), {});
Object.defineProperty(frame, 'contentWindow', { value: frameWindow });

const say = (message: FromPlayer) =>
  window.dispatchEvent(
    Object.assign(new Event('message'), { data: sealed(message), source: frameWindow, origin: location.origin }),
  );
const ready = (grain_id: string) => say({ kind: 'ready', grain_id, duration_ms: 9000, elements: [] });
const at = (at_ms: number, playing = true) => say({ kind: 'state', at_ms, playing, visible: [], open: null });
const seeks = () => told.filter(({ kind }) => kind === 'seek').map((message) => ({ ...message, kair: undefined }));
const seek = (grain_id: string, at_ms: number) => ({ kind: 'seek', grain_id, at_ms, kair: undefined });

let player: FramedPlayer;
let detach: () => void;
beforeEach(() => {
  played.mockClear();
  pressed.mockClear();
  player = new FramedPlayer(['c'], pressed, played);
  detach = player.attach(frame);
  told = [];
  return () => detach();
});

describe('a player in its frame', () => {
  it('goes where it was asked to go as soon as it is there', () => {
    player.seek('g', 1500);
    expect(seeks()).toEqual([]);
    ready('g');
    expect(seeks()).toEqual([seek('g', 1500)]);
  });

  it('is asked for another grain first, and again once that one is there', () => {
    ready('g');
    player.seek('h', 2000);
    ready('h');
    expect(seeks()).toEqual([seek('h', 2000), seek('h', 2000)]);
    ready('h');
    expect(seeks()).toHaveLength(2);
  });

  it('is left alone when somebody has gone elsewhere in it meanwhile', () => {
    ready('g');
    player.seek('gone', 2000);
    ready('h');
    expect(seeks()).toHaveLength(1);
    expect(player.shown().grain_id).toBe('h');
  });

  it('tells what was watched, and no jump for a passage', () => {
    ready('g');
    at(0);
    at(1000);
    at(8000);
    at(8500, false);
    at(8600);
    expect(played.mock.calls).toEqual([
      ['g', { from_ms: 0, to_ms: 1000 }],
      ['g', { from_ms: 8000, to_ms: 8500 }],
    ]);
  });

  it('passes on the keys of the page, until it is let go', () => {
    say({ kind: 'key', key: 'c' });
    detach();
    say({ kind: 'key', key: 'c' });
    expect(pressed.mock.calls).toEqual([['c']]);
  });
});
