# SPDX-License-Identifier: EUPL-1.2
# Inscrit ce poste et règle sa sauvegarde de chaque jour (tâche planifiée). À lancer une fois, en administrateur :
#   powershell -ExecutionPolicy Bypass -File windows.ps1 JETON
# Le jeton sert une fois, dans l'heure. Rien de ce que le poste sauvegarde n'est lisible par l'opérateur.
param([Parameter(Mandatory = $true)][string]$Jeton)
$ErrorActionPreference = 'Stop'
[Net.ServicePointManager]::SecurityProtocol = [Net.SecurityProtocolType]::Tls12

$dossier = Join-Path $env:ProgramData 'Beffroi-Sauvegarde'
New-Item -ItemType Directory -Force -Path $dossier | Out-Null
# Seuls le système et les administrateurs lisent ce dossier (SID : la langue de Windows n'importe pas).
icacls $dossier /inheritance:r /grant '*S-1-5-18:(OI)(CI)F' '*S-1-5-32-544:(OI)(CI)F' | Out-Null

$restic = (Get-Command restic.exe -ErrorAction SilentlyContinue).Source
if (-not $restic) { $restic = Join-Path $dossier 'restic.exe' }
if (-not (Test-Path $restic)) { throw "Placez restic.exe (https://restic.net) dans $dossier, puis relancez." }

$reponse = Invoke-RestMethod -Method Post -Uri '@ENROL@' -ContentType 'application/json' -Body (@{ token = $Jeton } | ConvertTo-Json)

$motDePasse = Join-Path $dossier 'mot-de-passe.txt'
if (-not (Test-Path $motDePasse)) {
  # Le mot de passe naît ici et n'en part pas : sans lui, les sauvegardes sont perdues.
  $octets = New-Object byte[] 24
  [Security.Cryptography.RandomNumberGenerator]::Create().GetBytes($octets)
  [IO.File]::WriteAllText($motDePasse, [Convert]::ToBase64String($octets))
}
$dossiers = Join-Path $dossier 'dossiers.txt'
if (-not (Test-Path $dossiers)) { [IO.File]::WriteAllLines($dossiers, @("$env:SystemDrive\Users")) }

$script = Join-Path $dossier 'sauvegarder.ps1'
@"
`$env:RESTIC_REPOSITORY = '$($reponse.repository)'
`$env:RESTIC_PASSWORD_FILE = '$motDePasse'
& '$restic' backup --files-from '$dossiers' --use-fs-snapshot --exclude-caches --exclude '*.tmp' --exclude '~`$*'
exit `$LASTEXITCODE
"@ | Set-Content -Path $script -Encoding UTF8

$env:RESTIC_REPOSITORY = $reponse.repository
$env:RESTIC_PASSWORD_FILE = $motDePasse
# PowerShell 5 prend pour un échec du script toute ligne d'erreur d'un programme dont la sortie est détournée.
$ErrorActionPreference = 'Continue'
& $restic cat config *> $null
if ($LASTEXITCODE -ne 0) { & $restic init; if ($LASTEXITCODE -ne 0) { throw "Le dépôt n'a pas pu être créé." } }
$ErrorActionPreference = 'Stop'

$action = New-ScheduledTaskAction -Execute 'powershell.exe' -Argument "-NoProfile -NonInteractive -ExecutionPolicy Bypass -File `"$script`""
$quand = New-ScheduledTaskTrigger -Daily -At '12:30' -RandomDelay (New-TimeSpan -Hours 1)
$reglages = New-ScheduledTaskSettingsSet -StartWhenAvailable -RunOnlyIfNetworkAvailable -AllowStartIfOnBatteries -DontStopIfGoingOnBatteries -ExecutionTimeLimit (New-TimeSpan -Hours 12)
$systeme = New-ScheduledTaskPrincipal -UserId 'S-1-5-18' -LogonType ServiceAccount -RunLevel Highest
Register-ScheduledTask -Force -TaskName 'Beffroi - Sauvegarde' -Action $action -Trigger $quand -Settings $reglages -Principal $systeme | Out-Null

Write-Host ''
Write-Host "« $($reponse.label) » est inscrit. Dossiers sauvegardés : $dossiers"
Write-Host 'Mot de passe du dépôt, à confier à deux dépositaires (page Sauvegardes) ou à mettre sous clé, sur papier :'
Write-Host "    $([IO.File]::ReadAllText($motDePasse))"
Write-Host 'Sans ce mot de passe, personne ne pourra restaurer : ni la mairie, ni l''opérateur.'
