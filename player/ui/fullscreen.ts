// Full screen of the whole player, so that targets and questions stay on the picture. Where elements cannot have it (iPhone)
// the player covers the window instead. Never the video's own full screen.
import { toggleClass } from './dom.ts';

type Vendor = {
  webkitRequestFullscreen?(): void;
  webkitExitFullscreen?(): void;
  webkitFullscreenElement?: Element | null;
};

export class FullScreen {
  private readonly changed = (): void => this.show();

  constructor(
    private readonly root: HTMLElement,
    private readonly listener: (on: boolean) => void,
  ) {
    document.addEventListener('fullscreenchange', this.changed);
    document.addEventListener('webkitfullscreenchange', this.changed);
    this.show();
  }

  toggle(): void {
    const page = document as Document & Vendor;
    const root = this.root as HTMLElement & Vendor;
    if (this.covers) this.cover(false);
    else if (this.on && page.exitFullscreen) void page.exitFullscreen();
    else if (this.on && page.webkitExitFullscreen) page.webkitExitFullscreen();
    else if (root.requestFullscreen) root.requestFullscreen().catch(() => this.cover(true));
    else if (root.webkitRequestFullscreen) root.webkitRequestFullscreen();
    else this.cover(true);
  }

  close(): void {
    document.removeEventListener('fullscreenchange', this.changed);
    document.removeEventListener('webkitfullscreenchange', this.changed);
  }

  /** The window is covered: kept on the page itself, because it outlives the grain. */
  private get covers(): boolean {
    return document.documentElement.classList.contains('k-covered');
  }

  private get on(): boolean {
    const page = document as Document & Vendor;
    return this.covers || (page.fullscreenElement || page.webkitFullscreenElement) === this.root;
  }

  private cover(on: boolean): void {
    toggleClass(document.documentElement, 'k-covered', on);
    this.show();
    // Those who measure the stage hear of it as of any other change of size.
    window.dispatchEvent(new Event('resize'));
  }

  private show(): void {
    toggleClass(this.root, 'k-full', this.on);
    this.listener(this.on);
  }
}
