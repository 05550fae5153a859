// The style elements that react-aria adds to the page, word for word. The policy of the page allows exactly these;
// inline_styles.test.tsx fails when an upgrade changes one of them.
export const inlineStyles = [
  '@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n  }\n}',
  '@layer {\n  * {\n    overscroll-behavior: contain;\n  }\n}',
];
