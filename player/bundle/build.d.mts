export type LateFile = { text: string; address: string };
export type PlayerTexts = { script: string; engine: string; style: string; late: LateFile; lateStyle: LateFile };
export function makePlayer(): Promise<PlayerTexts>;
export function writePlayer(player: PlayerTexts, out: string): void;
export function sizesOf(player: PlayerTexts): {
  inline_script_brotli_kb: number;
  inline_style_brotli_kb: number;
  all_gzip_kb: number;
};
