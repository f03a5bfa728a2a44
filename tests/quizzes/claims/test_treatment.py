import pytest

from quizzes.claims.treatment import is_named_like_treatment, reads_like_treatment


@pytest.mark.parametrize(
    "name",
    [
        "Discharge Summary.pdf", "discharge-summary_2026.pdf", "medical_records.docx", "my labs.pdf",
        "Rx.prescription.pdf",
        "Historia Clínica.pdf", "expediente_medico.pdf", "receta.jpg", "progress note 3.txt", "MyChart export.pdf",
    ],
)  # fmt: skip
def test_a_name_that_says_treatment(name):
    assert is_named_like_treatment(name)


@pytest.mark.parametrize(
    "name",
    [
        "certificate.pdf", "NAMI workshop.pdf", "timesheet November.xlsx", "carta de mi supervisora.pdf", "collabs.pdf",
        "recovery coaching 46 hours.pdf", "impatient.pdf", "",
    ],
)  # fmt: skip
def test_a_name_that_says_nothing_of_it(name):
    assert not is_named_like_treatment(name)


@pytest.mark.parametrize(
    "text",
    [
        "DISCHARGE   SUMMARY\nDate of admission: 3/4",
        "Patient Name: D. Brooks",
        "Resumen de alta. Fecha de ingreso: 3 de abril",
        "Resultados de  laboratorio",
        "Diagnosis F10.20. Medication: naltrexone. Dosage 50",
        "El paciente refiere síntomas. Medicamentos: ninguno.",
    ],
)
def test_words_of_a_record(text):
    assert reads_like_treatment(text)


@pytest.mark.parametrize(
    "text",
    [
        "Certificate of completion: Medication-assisted recovery and the peer role. 6 hours.",
        "This training covered progress notes and treatment plan basics for peers.",
        "Dana Brooks worked 20 hours at Riverbend Recovery Center. Signed, Denise Hall, supervisor.",
        "Constancia: 40 horas de apoyo entre pares.",
        "",
    ],
)
def test_words_of_a_proof(text):
    assert not reads_like_treatment(text)
