// SPDX-License-Identifier: EUPL-1.2
import { defineRoomUi } from '#ui/room-ui.ts';

export default defineRoomUi({
  pages: [],
  navigation: [],
});
