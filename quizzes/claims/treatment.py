"""Telling a record of treatment from a proof of hours, by its words: such records are never kept here."""

import re
import unicodedata

# One of these is enough: no certificate, letter or timesheet says them.
TELLING = (
    "discharge summary", "discharge instructions", "patient name", "patient id", "name of patient",
    "medical record number", "mrn", "date of admission", "admission date", "medication list", "lab results",
    "laboratory results", "drug screen results", "drug test results", "urinalysis", "toxicology report",
    "psychiatric evaluation", "explanation of benefits",
    "resumen de alta", "nombre del paciente", "nombre de paciente", "fecha de ingreso", "lista de medicamentos",
    "resultados de laboratorio", "examen de orina", "analisis de orina", "evaluacion psiquiatrica",
    "numero de expediente medico",
)  # fmt: skip
# A training may speak of one or two of these; three different ones are a record.
HINTS = (
    "diagnosis", "diagnoses", "icd 10", "dsm 5", "prescribed", "prescription", "medication", "medications", "dosage",
    "mg daily", "vital signs", "chief complaint", "physician", "psychiatrist", "symptoms", "inpatient", "outpatient",
    "patient", "progress note", "progress notes", "medical record", "medical history", "treatment plan",
    "treatment record", "drug screen", "intake assessment", "clinical assessment",
    "diagnostico", "recetado", "receta", "medicamento", "medicamentos", "dosis", "signos vitales",
    "motivo de consulta", "medico tratante", "psiquiatra", "sintomas", "hospitalizacion", "paciente",
    "nota de evolucion", "notas de evolucion", "expediente medico", "expediente clinico", "historia clinica",
    "historial medico", "plan de tratamiento", "prueba de drogas", "evaluacion clinica",
)  # fmt: skip
ENOUGH_HINTS = 3
# What people call such files. A name is short, so one word says it.
NAMES = (
    *TELLING, "discharge", "diagnosis", "prescription", "medication", "medications", "labs", "drugtest", "drug test",
    "drug screen", "progress note", "progress notes", "medical record", "medical records", "medical history",
    "treatment plan", "treatment record", "treatment records", "detox", "patient", "eob", "mychart",
    "alta medica", "diagnostico", "receta", "medicamentos", "paciente", "desintoxicacion", "expediente medico",
    "expediente clinico", "historia clinica", "historial medico", "plan de tratamiento", "prueba de drogas",
)  # fmt: skip


def is_named_like_treatment(name: str) -> bool:
    """Whether a file's name says that it is a record of treatment."""
    stem = name.rpartition(".")[0] or name
    return bool(_found(NAMES, stem))


def reads_like_treatment(text: str) -> bool:
    """Whether the words of a file are those of a record of treatment."""
    return bool(_found(TELLING, text)) or len(_found(HINTS, text)) >= ENOUGH_HINTS


def _found(words: tuple[str, ...], text: str) -> set[str]:
    plain = f" {_plain(text)} "
    return {word for word in words if f" {_plain(word)} " in plain}


def _plain(text: str) -> str:
    """Small letters without accents; whatever is no letter or digit parts words."""
    bare = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    return re.sub(r"[\W_]+", " ", bare.lower()).strip()
