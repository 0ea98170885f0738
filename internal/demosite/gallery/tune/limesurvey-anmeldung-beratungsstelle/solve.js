const at = document.getElementById('limesurvey').dataset.page;
if (at === '1') { await click('#datasecurity_accepted'); await click('#ls-button-submit'); await nap(3000); }
if (at === '2') {
  await typeAll({ '#answer482915X31X101SQ001': 'A', '#answer482915X31X101SQ002': 'B', '#day482915X31X102': '24', '#month482915X31X102': '03', '#year482915X31X102': '1987', '#answer482915X31X104SQ001': 'S 1', '#answer482915X31X104SQ002': '60199', '#answer482915X31X104SQ003': 'C' });
  await click('#answer482915X31X103A1'); await click('#ls-button-submit'); await nap(3000);
}
if (at === '3') { await click('#answer482915X32X201A1'); await type('#answer482915X32X202', 'n'); await click('#answer482915X32X203A1'); await type('#answer482915X32X204', 'Dr. X'); await click('#ls-button-submit'); await nap(3000); }
if (at === '4') { for (const i of [1, 2, 3, 4]) await click('#answer482915X33X301SQ00' + i + '-A0'); await type('#answer482915X33X302', 'keine'); await click('#ls-button-submit'); await nap(3000); }
if (at === '5') { await typeAll({ '#answer482915X34X401': '3125550142', '#answer482915X34X402': 'ann@example.com', '#answer482915X34X404': 'A2' }); await click('#answer482915X34X403SQ001'); await click('#ls-button-submit'); }
