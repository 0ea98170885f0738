await click('.pill', 2);
await click('[name=modalidade]');
await click('#buscar');
await click('.h', 1);
await click('#agendar');
await typeAll({ '#nome': 'A', '#sobrenome': 'B', '#nascimento': '24/03/1987', '#genero': 'Female', '#email': 'ann@example.com', '#celular': '3125550142', '#senha': 'abcdefg1', '#motivo': 'n' });
await click('#continuar');
await click('#termos');
await click('=Confirmar');
