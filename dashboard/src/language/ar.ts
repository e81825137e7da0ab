import type { Messages } from '@lingui/core';

const slices = import.meta.glob<{ messages: Messages }>('../../texts/ar/*.po', { eager: true });

/** Arabic, of all slices. */
export const messages: Messages = Object.assign({}, ...Object.values(slices).map((each) => each.messages));
