await click('[name=motif]');
await click('=Suivant');
await click('[name=creneau]');
await click('=Suivant');
await click('[name=civilite]');
await typeAll({ '[name=nom]': 'A', '[name=prenom]': 'B', '[name=naissance]': '24/03/1987', '[name=courriel]': 'ann@example.com', '[name=portable]': '1', '[name=precisions]': 'n' });
await click('[name=rgpd]');
await click('=Confirmer');
