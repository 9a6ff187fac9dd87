// SPDX-License-Identifier: EUPL-1.2
/** Lines that make a machine call, ready to copy: each does with what its system has. */
import type { CheckKind } from '../../contract.ts';

export type PushLine = {
  key: string;
  /** The system, as its owner calls it. */
  label: string;
  /** Where the line goes. */
  where: string;
  line: string;
};

/** What to paste, system by system, for a check that machines call. */
export function pushLines(kind: CheckKind, address: string): PushLine[] {
  return kind === 'disk' ? diskLines(address) : beatLines(address);
}

function beatLines(address: string): PushLine[] {
  return [
    {
      key: 'linux',
      label: 'Linux',
      where:
        'À la fin du script de la tâche, après « && » : elle n’est alors faite que si tout a réussi. Ou dans crontab, précédée du rythme (0 6 * * *).',
      line: `curl -fsS -m 10 --retry 3 -o /dev/null ${address}`,
    },
    {
      key: 'windows',
      label: 'Windows',
      where:
        'Dans une invite de commandes ouverte en administrateur, sous Windows 10 ou Server 2019 et suivants : crée une tâche planifiée, tous les quarts d’heure.',
      line: `schtasks /Create /F /TN "Beffroi signal de vie" /SC MINUTE /MO 15 /RU SYSTEM /TR "curl.exe -fsS -m 10 -o NUL ${address}"`,
    },
    {
      key: 'powershell',
      label: 'PowerShell',
      where: 'À la fin d’un script de sauvegarde, ou comme commande exécutée après la tâche (Veeam, Cobian…).',
      line: `powershell -NoProfile -Command "Invoke-RestMethod -Uri '${address}' -TimeoutSec 10 | Out-Null"`,
    },
    {
      key: 'nas',
      label: 'NAS (Synology, QNAP)',
      where:
        'Synology : Panneau de configuration › Planificateur de tâches › Créer › Tâche planifiée › Script défini par l’utilisateur. QNAP : dans crontab.',
      line: `wget -q -T 10 -O /dev/null ${address}`,
    },
    {
      key: 'mikrotik',
      label: 'MikroTik',
      where: 'Dans le terminal du routeur : une tâche tous les quarts d’heure.',
      line: `/system scheduler add name=beffroi interval=15m on-event="/tool fetch url=\\"${address}\\" keep-result=no"`,
    },
    {
      key: 'openwrt',
      label: 'OpenWrt',
      where: 'Système › Tâches planifiées : une ligne, tous les quarts d’heure.',
      line: `*/15 * * * * wget -q -T 10 -O /dev/null ${address}`,
    },
  ];
}

function diskLines(address: string): PushLine[] {
  const json = `"{\\"disks\\":[$(${listDisks})]}"`;
  return [
    {
      key: 'linux',
      label: 'Linux',
      where: 'Dans un script que crontab lance chaque nuit : ainsi, le signe % garde son sens.',
      line: `curl -fsS -m 10 -o /dev/null -H 'content-type: application/json' -d ${json} ${address}`,
    },
    {
      key: 'powershell',
      label: 'Windows',
      where: 'Dans un fichier .ps1 que le Planificateur de tâches lance chaque nuit.',
      line: [
        `$disks = @(Get-CimInstance Win32_LogicalDisk -Filter 'DriveType=3' | ForEach-Object { @{ name = $_.DeviceID; total = $_.Size; free = $_.FreeSpace } })`,
        `Invoke-RestMethod -Method Post -Uri '${address}' -TimeoutSec 10 -ContentType 'application/json' -Body (ConvertTo-Json @{ disks = $disks } -Depth 3)`,
      ].join('\n'),
    },
    {
      key: 'nas',
      label: 'NAS (Synology, QNAP)',
      where: 'Synology : Panneau de configuration › Planificateur de tâches › Script défini par l’utilisateur, chaque nuit.',
      line: `wget -q -T 10 -O /dev/null --header='content-type: application/json' --post-data=${json} ${address}`,
    },
  ];
}

/** Volumes alone: memory, images of programs and discs are full by nature. */
const listDisks = `df -P -l -k | awk 'NR>1 && $2>0 && $1 !~ /^(tmpfs|devtmpfs|udev|none|shm)$|loop|\\/sr[0-9]|\\/ram/ {printf "%s{\\"name\\":\\"%s\\",\\"total\\":%s,\\"free\\":%s}", (n++?",":""), $6, $2, $4}'`;
