await typeAll({ '[name=nombre_completo]': 'A B', '[name=fecha]': '1987-03-24', '[name=movil]': '1', '[name=email]': 'ann@example.com' });
await pick('[name=sexo]');
await click('#sig');
await typeAll({ '[name=direccion]': 's', '[name=cp]': '1', '[name=poblacion]': 'c', '[name=aseguradora]': 'i', '[name=poliza]': 'p' });
await click('#sig');
await typeAll({ '[name=contacto_nombre]': 'C', '[name=contacto_tel]': '1', '[name=medicacion]': 'm', '[name=motivo]': 'n' });
await click('[name=acepto1]');
await click('[name=acepto2]');
await click('#sig');
