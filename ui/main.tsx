// SPDX-License-Identifier: EUPL-1.2
import './theme/styles.css';
import { createRoot } from 'react-dom/client';
import { uiRooms } from '../ui-rooms.ts';
import { House } from './shell/house.tsx';
import { makeRouter } from './shell/router.tsx';
import { loadRooms } from './shell/rooms.ts';
import { paintScheme } from './theme/colour-scheme.ts';

paintScheme();
const rooms = await loadRooms(uiRooms);
const place = document.getElementById('maison');
if (!place) throw new Error('index.html has no place for the screens');
createRoot(place).render(<House rooms={rooms} router={makeRouter(rooms)} />);
