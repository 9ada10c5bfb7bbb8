// Styles of the Mantine components we use, and no others: the whole sheet is 29 KB, these are a third. Baseline and variables come first.
import '@mantine/core/styles/baseline.css';
import '@mantine/core/styles/default-css-variables.css';
import '@mantine/core/styles/global.css';
import '@mantine/core/styles/UnstyledButton.css';
import '@mantine/core/styles/ScrollArea.css';
import '@mantine/core/styles/Paper.css';
import '@mantine/core/styles/Popover.css';
import '@mantine/core/styles/CloseButton.css';
import '@mantine/core/styles/Overlay.css';
import '@mantine/core/styles/ModalBase.css';
import '@mantine/core/styles/Modal.css';
import '@mantine/core/styles/Drawer.css';
import '@mantine/core/styles/Menu.css';
import '@mantine/core/styles/Tooltip.css';
import '@mantine/core/styles/Input.css';
import '@mantine/core/styles/Combobox.css';
import '@mantine/core/styles/InlineInput.css';
import '@mantine/core/styles/Checkbox.css';

import { createTheme } from '@mantine/core';

/** Floating parts lock no scroll, which would take a style element of theirs, and their heads are no second banner of the page. */
const floating = { lockScroll: false, attributes: { header: { role: 'none' } } };

/** Behaviour only: every colour, size and space is a variable of tokens.css and base.css. */
export const theme = createTheme({
  respectReducedMotion: true,
  cursorType: 'pointer',
  components: {
    Drawer: { defaultProps: { ...floating, transitionProps: { duration: 120 } } },
    Modal: { defaultProps: { ...floating, transitionProps: { duration: 120, transition: 'fade' }, centered: true } },
    Menu: { defaultProps: { transitionProps: { duration: 120 }, shadow: 'md' } },
    Tooltip: {
      defaultProps: {
        transitionProps: { duration: 120 },
        openDelay: 300,
        events: { hover: true, focus: true, touch: true },
        multiline: true,
        maw: 320,
      },
    },
  },
});
