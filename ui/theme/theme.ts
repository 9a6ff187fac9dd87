// SPDX-License-Identifier: EUPL-1.2
import { createTheme } from '@mantine/core';

/** Colours that scripts read; what is painted comes from `tokens.css` and, for the accent, from the operator's appearance. */
const BRAND = ['#eaf3f2', '#cfe3e1', '#a8ccc9', '#82b5b1', '#5b9e99', '#348782', '#0d6b66', '#0c625e', '#0a5551', '#084844'] as const;

/** A dialog's `header` element would count as a second banner of the page. */
const NO_BANNER = { header: { role: 'presentation' } };

/** Mantine as the house wears it. Its variables stand in `mantine-colours.css`, so that nothing is injected. */
export const theme = createTheme({
  primaryColor: 'brand',
  primaryShade: 6,
  colors: { brand: BRAND },
  defaultRadius: 'md',
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: {
    Modal: { defaultProps: { closeButtonProps: { 'aria-label': 'Fermer' }, centered: true, attributes: NO_BANNER } },
    Drawer: { defaultProps: { closeButtonProps: { 'aria-label': 'Fermer' }, attributes: NO_BANNER } },
    Alert: { defaultProps: { closeButtonLabel: 'Fermer' } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Fermer' } } },
    Select: { defaultProps: { nothingFoundMessage: 'Aucun résultat' } },
    MultiSelect: { defaultProps: { nothingFoundMessage: 'Aucun résultat' } },
    Tooltip: { defaultProps: { withArrow: true, openDelay: 300 } },
  },
});
