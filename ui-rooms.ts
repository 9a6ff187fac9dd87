// SPDX-License-Identifier: EUPL-1.2
import type { UiRoom } from '#ui/room-ui.ts';

/** The rooms that have screens, in the order in which the navigation shows them. */
export const uiRooms: readonly UiRoom[] = [];
