/** The heading that names the panel for screen readers. A panel that replaces its heading gives the new one this id. */
export const PANEL_TITLE = 'k-panel-title';
