const at = (id) => '[data-id=' + id + '] ';
await typeAll({ '[name=et_pb_contact_name_0]': 'A B', '[name=et_pb_contact_email_0]': 'ann@example.com', '[name=et_pb_contact_phone_0]': '3125550142', '[name=et_pb_contact_age_0]': '03/24/1987', '[name=et_pb_contact_insurance_0]': 'I', '[name=et_pb_contact_zip_0]': '60199', '[name=et_pb_contact_message_0]': 'n' });
await pick('select', 2);
await type('[name=et_pb_contact_child_0]', 'C, 9');
for (const id of ['concerns', 'therapist', 'format', 'days', 'terms']) await click(at(id) + 'label:not(.et_pb_contact_form_label)');
await click('=Submit');
