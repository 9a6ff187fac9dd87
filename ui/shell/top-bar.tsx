// SPDX-License-Identifier: EUPL-1.2
import { ActionIcon, Kbd, UnstyledButton } from '@mantine/core';
import { IconMenu2, IconSearch } from '@tabler/icons-react';
import type { MandateOfMe, Me } from '../session/me.ts';
import type { Appearance } from '#platform/appearance/appearance.ts';
import { BeffroiMark } from '../theme/beffroi-mark.tsx';
import { NoticeBell } from './notice-bell.tsx';
import classes from './top-bar.module.css';
import { UserMenu } from './user-menu.tsx';

type Props = { me: Me; mandate: MandateOfMe | null; appearance: Appearance; menuIsOpen: boolean; onMenu: () => void; onSearch: () => void };

/** Search and person; on narrow screens, the way to the tower and the body's name as well. */
export function TopBar({ me, mandate, appearance, menuIsOpen, onMenu, onSearch }: Props) {
  return (
    <header className={classes.bar} data-no-print>
      <ActionIcon
        className={classes.narrow}
        variant="transparent"
        color="gray"
        size={44}
        aria-label="Ouvrir la navigation"
        aria-expanded={menuIsOpen}
        onClick={onMenu}
      >
        <IconMenu2 aria-hidden />
      </ActionIcon>
      <p className={`${classes.body} ${classes.narrow}`}>
        <BeffroiMark size={22} />
        <span>{mandate?.organisation.name ?? appearance.name}</span>
      </p>
      <UnstyledButton className={classes.search} onClick={onSearch} aria-keyshortcuts="Control+K Meta+K">
        <IconSearch size={18} aria-hidden />
        <span className={classes.searchLabel}>Rechercher ou aller à…</span>
        <Kbd className={classes.keys}>Ctrl K</Kbd>
      </UnstyledButton>
      <NoticeBell />
      <UserMenu me={me} />
    </header>
  );
}
