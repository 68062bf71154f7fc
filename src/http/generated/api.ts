// Generated from api-spec by `npm run generate`; change the source, not this file.
export interface paths {
    "/dossier-templates": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List dossier templates
         * @description The templates a new dossier can be made from. Every workspace has a default one.
         */
        get: operations["listDossierTemplates"];
        put?: never;
        post?: never;
        delete?: never;
        /**
         * Describe the list of dossier templates
         * @description What the list can be sorted and filtered by, and the fields of its items; for those who may read it.
         */
        options: operations["optionsDossierTemplates"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossier-templates/{dossierTemplateId}": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /** @description Id of a dossier template. */
                dossierTemplateId: components["parameters"]["DossierTemplateId"];
            };
            cookie?: never;
        };
        /**
         * Read a dossier template
         * @description One dossier template.
         */
        get: operations["getDossierTemplate"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List dossiers
         * @description The dossiers of the workspace; those in the trash only when asked for by `status`.
         */
        get: operations["listDossiers"];
        put?: never;
        /**
         * Create a dossier
         * @description Makes an empty dossier that belongs to the caller, from the template named or the default one.
         */
        post: operations["createDossier"];
        delete?: never;
        /**
         * Describe the list of dossiers
         * @description What the list can be sorted and filtered by, and the fields of its items; for those who may read it.
         */
        options: operations["optionsDossiers"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossierId}": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /** @description Id of a dossier. */
                dossierId: components["parameters"]["DossierId"];
            };
            cookie?: never;
        };
        /**
         * Read a dossier
         * @description One dossier with its counts, also from the trash.
         */
        get: operations["getDossier"];
        put?: never;
        post?: never;
        /**
         * Move a dossier to the trash
         * @description The dossier and its files can be restored for some days, then they are removed for good. Trashing it again changes nothing.
         */
        delete: operations["deleteDossier"];
        options?: never;
        head?: never;
        /**
         * Change a dossier
         * @description Changes the fields that are sent. Not while it is in the trash.
         */
        patch: operations["updateDossier"];
        trace?: never;
    };
    "/dossiers/{dossierId}/restore": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /** @description Id of a dossier. */
                dossierId: components["parameters"]["DossierId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a dossier from the trash
         * @description Makes a trashed dossier active again, with its files. An active one is left as it is.
         */
        post: operations["restoreDossier"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossierId}/files": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /** @description Id of a dossier. */
                dossierId: components["parameters"]["DossierId"];
            };
            cookie?: never;
        };
        /**
         * List the files of a dossier
         * @description The files of one dossier.
         */
        get: operations["listDossierFiles"];
        put?: never;
        /**
         * Upload files
         * @description Takes one or several files, as multipart or as the body itself, and stores all of them or none.
         *     They are analyzed in the background: follow `GET /files/{fileId}/status`.
         *
         *     - Multipart: a part `file` for each file; a part `metadata` (JSON) before it gives its title.
         *     - Any other `Content-Type`: the body is the file, `filename` and `title` are query parameters.
         */
        post: operations["uploadFiles"];
        delete?: never;
        /**
         * Describe the list of files of a dossier
         * @description What the list can be sorted and filtered by, and the fields of its items; for those who may read it.
         */
        options: operations["optionsDossierFiles"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List files
         * @description The files of all dossiers of the workspace.
         */
        get: operations["listFiles"];
        put?: never;
        post?: never;
        delete?: never;
        /**
         * Describe the list of files
         * @description What the list can be sorted and filtered by, and the fields of its items; for those who may read it.
         */
        options: operations["optionsFiles"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{fileId}": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /** @description Id of a file. */
                fileId: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        /**
         * Read a file
         * @description What is known about one file.
         */
        get: operations["getFile"];
        put?: never;
        post?: never;
        /**
         * Move a file to the trash
         * @description The file is gone for everybody at once, can be restored for some days, and is then removed for good.
         *     Packages already asked for still get it. Trashing it again changes nothing.
         */
        delete: operations["deleteFile"];
        options?: never;
        head?: never;
        /**
         * Change a file
         * @description Changes the title.
         */
        patch: operations["updateFile"];
        trace?: never;
    };
    "/files/{fileId}/status": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /** @description Id of a file. */
                fileId: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        /**
         * Read the status of a file
         * @description How far the analysis of a version is; ask again after `Retry-After` while there is one.
         */
        get: operations["getFileStatus"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{fileId}/versions": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /** @description Id of a file. */
                fileId: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        /**
         * List the versions of a file
         * @description Every content the file has had, the newest first.
         */
        get: operations["listFileVersions"];
        put?: never;
        /**
         * Upload a new version of a file
         * @description Gives the file new content, as multipart or as the body itself. Earlier versions stay and can be downloaded.
         *     The new one is current at once and analyzed in the background: `Location` is its status.
         *
         *     - Multipart: one part `file`; a part `metadata` (JSON) before it may give the file another name or title.
         *     - Any other `Content-Type`: the body is the file, `filename` and `title` are query parameters.
         *
         *     Without them name and title stay; the name that a part `file` carries is not looked at. The bytes must fit the name:
         *     content of another type needs another name.
         */
        post: operations["uploadFileVersion"];
        delete?: never;
        /**
         * Describe the list of versions of a file
         * @description What the list can be sorted and filtered by, and the fields of its items; for those who may read it.
         */
        options: operations["optionsFileVersions"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{fileId}/restore": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /** @description Id of a file. */
                fileId: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Restore a file from the trash
         * @description Puts a trashed file back into its dossier, which must not be in the trash itself. One that is not trashed is left as it is.
         */
        post: operations["restoreFile"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{fileId}/content": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /** @description Id of a file. */
                fileId: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        /**
         * Download a file
         * @description The bytes of a version as they were uploaded, whole or a range of them.
         */
        get: operations["getFileContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Read the headers of a file's content
         * @description As the download, without the bytes.
         */
        head: operations["headFileContent"];
        patch?: never;
        trace?: never;
    };
    "/uploads": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin a resumable upload
         * @description Begins an upload by tus 1.0, the open protocol for resumable uploads (https://tus.io); any of its clients will do. A body may bring the first bytes along.
         *
         *     `Upload-Metadata` says what it becomes: `dossierId` for a new file or `fileId` for a new version of one, `filename` (needed for a new file), `filetype` and `title`; each value in Base64.
         *     An upload to which nothing came for a day (`UPLOAD_EXPIRY_HOURS`) expires.
         */
        post: operations["createUpload"];
        delete?: never;
        /**
         * Ask for the version of tus
         * @description What this server knows of tus, the open protocol for resumable uploads (https://tus.io). Needs no token and no header of tus.
         */
        options: operations["getUploadOptions"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/uploads/presigned": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Begin an upload straight to the store
         * @description For large files: no byte of them passes through this API. Declare the parts with their sizes and CRC-32C, send each by a `PUT` to its address, then complete the upload.
         *
         *     Each address lives for an hour and takes exactly the bytes that were declared; `GET /uploads/{uploadId}/parts` signs them anew. Repeated with the same `Idempotency-Key` it is the same upload, with fresh addresses (none when it is not open any more).
         */
        post: operations["createPresignedUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/uploads/{uploadId}/parts": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /** @description Id of an upload of your own. */
                uploadId: components["parameters"]["UploadId"];
            };
            cookie?: never;
        };
        /**
         * Sign the addresses of an upload anew
         * @description The addresses of all parts of a direct upload of your own that is still open, fresh for an hour.
         */
        get: operations["getUploadParts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/uploads/{uploadId}/complete": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /** @description Id of an upload of your own. */
                uploadId: components["parameters"]["UploadId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Complete an upload straight to the store
         * @description Checks that every part is there as it was declared; then the file is made in the background: follow `GET /uploads/{uploadId}`. A part that is missing is answered with 409, one that is not as declared with 422, and nothing is stored.
         *     An upload that is being completed, or is completed, is answered with its status again.
         */
        post: operations["completeUpload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/uploads/{uploadId}": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /** @description Id of an upload of your own. */
                uploadId: components["parameters"]["UploadId"];
            };
            cookie?: never;
        };
        /**
         * Follow an upload
         * @description How far an upload of your own is, and which file it has become. Resumable and direct uploads alike.
         */
        get: operations["getUpload"];
        put?: never;
        post?: never;
        /**
         * Cancel an upload
         * @description Gives up an upload of your own that is not completed; what was received goes. A request that writes to it at the moment ends with 410.
         */
        delete: operations["deleteUpload"];
        options?: never;
        /**
         * Read the offset of a resumable upload
         * @description Where to go on: `Upload-Offset` is how much was received and is kept.
         */
        head: operations["headUpload"];
        /**
         * Go on with a resumable upload
         * @description Sends bytes from the offset on. What arrived is kept also when the connection is cut: read the offset with `HEAD` and go on.
         *     After the last byte the upload becomes a file, named by `Content-Location`.
         */
        patch: operations["patchUpload"];
        trace?: never;
    };
    "/result-packages": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List result packages
         * @description The result packages of the workspace.
         */
        get: operations["listResultPackages"];
        put?: never;
        /**
         * Ask for a result package
         * @description Puts the selected files into a zip, in the background. What goes in is fixed now: later changes do not show.
         */
        post: operations["createResultPackage"];
        delete?: never;
        /**
         * Describe the list of result packages
         * @description What the list can be sorted and filtered by, and the fields of its items; for those who may read it.
         */
        options: operations["optionsResultPackages"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/dossiers/{dossierId}/result-packages": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /** @description Id of a dossier. */
                dossierId: components["parameters"]["DossierId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a result package of a dossier
         * @description Puts all files of the dossier into a zip, in the background.
         */
        post: operations["createDossierResultPackage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{fileId}/result-packages": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /** @description Id of a file. */
                fileId: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask for a result package of a file
         * @description Puts one file with its manifest into a zip, in the background.
         */
        post: operations["createFileResultPackage"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/result-packages/{resultPackageId}": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /** @description Id of a result package. */
                resultPackageId: components["parameters"]["ResultPackageId"];
            };
            cookie?: never;
        };
        /**
         * Read a result package
         * @description Status, progress and, when it is ready, size and digests.
         */
        get: operations["getResultPackage"];
        put?: never;
        post?: never;
        /**
         * Delete a result package
         * @description Ends its making when it is under way, and removes its bytes.
         */
        delete: operations["deleteResultPackage"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/result-packages/{resultPackageId}/events": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /** @description Id of a result package. */
                resultPackageId: components["parameters"]["ResultPackageId"];
            };
            cookie?: never;
        };
        /**
         * Follow the making of a result package
         * @description A stream of server-sent events about one package; `data` is the JSON of a `ResultPackageEvent`. It begins with
         *     `result-package.progress`, the state the package is in, which comes again while it changes, at most once a second. The last event is
         *     `result-package.ready`, `result-package.failed`, `result-package.cancelled` or `result-package.expired`; then the stream ends.
         *
         *     Come again with `Last-Event-ID` after a broken line: the state at that time is told first, so nothing is missed. When you had
         *     got the last event already the answer is 204, which tells readers to stop. Everything else is as in `GET /events`.
         */
        get: operations["followResultPackage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/result-packages/{resultPackageId}/content": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /** @description Id of a result package. */
                resultPackageId: components["parameters"]["ResultPackageId"];
            };
            cookie?: never;
        };
        /**
         * Download a result package
         * @description The zip, whole or a range of it.
         */
        get: operations["getResultPackageContent"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        /**
         * Read the headers of a package's content
         * @description As the download, without the bytes.
         */
        head: operations["headResultPackageContent"];
        patch?: never;
        trace?: never;
    };
    "/events": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Follow what happens in the workspace
         * @description A stream of server-sent events that stays open: one event for each thing that happens, in the order in which it counts, each
         *     exactly once. `event` is its type, `data` the JSON of an `Event`: `id, type, dossierId, fileId, version, resultPackageId, status,
         *     code, dateAdded`, null where it says nothing.
         *
         *     - Types: `dossier.created`, `dossier.trashed`, `dossier.restored`, `file.stored`, `file.processed`, `file.failed`, `file.trashed`,
         *       `file.restored`, `result-package.ready`, `result-package.failed`, `result-package.expired`. More will come: skip those you do not know.
         *     - Without `Last-Event-ID` it begins now; what happened a moment before may come too. With the `id` of the last event you got it goes on behind it, on whichever server you land.
         *     - `events.gap` says that events before it may be missing, because they are no longer kept: read the state anew, then go on.
         *     - The stream ends when the access token expires, when you may no longer enter the workspace and when the server stops. Come
         *       again with the last `id` and a fresh token. A comment comes at least every 15 seconds; without one for a minute the line is dead.
         *
         *     The live docs wait for the end of an answer, so they cannot show a stream: try it with `curl -N`.
         */
        get: operations["followEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List background jobs
         * @description What this workspace has waiting, running and to be tried again, what failed for good, and what was done within the last day.
         */
        get: operations["listJobs"];
        put?: never;
        post?: never;
        delete?: never;
        /**
         * Describe the list of background jobs
         * @description What the list can be sorted and filtered by, and the fields of its items; for those who may read it.
         */
        options: operations["optionsJobs"];
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/jobs/{jobId}": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /** @description Id of a job. */
                jobId: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        /**
         * Read a background job
         * @description How far one job is; ask again after `Retry-After` while there is one.
         */
        get: operations["getJob"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/license": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Read the license
         * @description Capacity of the workspace and how much of it is used.
         */
        get: operations["getLicense"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/license/usage": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Read the license usage
         * @description Files, pages and bytes analyzed, month by month.
         */
        get: operations["getLicenseUsage"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workspace": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Read the workspace
         * @description The workspace named by `X-TENANT-ID`.
         */
        get: operations["getWorkspace"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Read the account
         * @description Who the caller is. Needs no workspace.
         */
        get: operations["getAccount"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/account/workspaces": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * List the caller's workspaces
         * @description The workspaces the caller is a member of, by name; their ids go into `X-TENANT-ID`.
         */
        get: operations["listAccountWorkspaces"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/config": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Read how to sign in
         * @description Addresses, clients, scopes and ready lines for a shell.
         */
        get: operations["getAuthConfig"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/authorize": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Start a login in the browser
         * @description Sends the browser on to the identity provider's login with the same parameters; from there it comes back to your `redirect_uri` with a code.
         */
        get: operations["authorize"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/token": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get tokens
         * @description Exchanges a code, a password, a refresh token or a client's own credentials for an access token, as RFC 6749 says.
         *     Errors of OAuth come in the shape of OAuth. Failures are limited per address, client and user.
         */
        post: operations["requestToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/live": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Is the process alive
         * @description Answers as long as the process can answer at all.
         */
        get: operations["getLiveness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/ready": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Can it serve requests
         * @description Whether the database and the store answer; 503 when not, and while shutting down.
         */
        get: operations["getReadiness"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health/detail": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Read the health of each part
         * @description Each part this service stands on, with the time it took to answer; the connections of this process, the queues of the installation, and the age of the signing keys. Only on the internal listener.
         */
        get: operations["getHealthDetail"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Read the metrics
         * @description What this process counts and measures, in the text format of Prometheus. Only on the internal listener.
         */
        get: operations["getMetrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/version": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Read the version
         * @description Version of the software and of the contract.
         */
        get: operations["getVersion"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.json": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Read the contract as JSON
         * @description This contract, OpenAPI 3.0.3.
         */
        get: operations["getOpenApiJson"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/openapi.yaml": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        /**
         * Read the contract as YAML
         * @description This contract, OpenAPI 3.0.3.
         */
        get: operations["getOpenApiYaml"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/problems/{code}": {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /** @description Code of a problem. */
                code: components["parameters"]["ProblemCode"];
            };
            cookie?: never;
        };
        /**
         * Read about a kind of problem
         * @description The page that the `type` of a problem leads to: what happened and how to mend it.
         */
        get: operations["getProblemType"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        /** @description Something that happened. It names things by their ids; read them to learn more. */
        Event: {
            id: components["schemas"]["Id"];
            type: components["schemas"]["EventType"];
            dossierId: components["schemas"]["NullableId"];
            fileId: components["schemas"]["NullableId"];
            version: components["schemas"]["EventVersion"];
            resultPackageId: components["schemas"]["NullableId"];
            status: components["schemas"]["EventWord"];
            code: components["schemas"]["EventWord"];
            dateAdded: components["schemas"]["Time"];
        };
        /** @description The state of a package. */
        ResultPackageEvent: {
            type: components["schemas"]["ResultPackageEventType"];
            resultPackageId: components["schemas"]["Id"];
            status: components["schemas"]["ResultPackageStatus"];
            progress: components["schemas"]["Progress"];
            code: components["schemas"]["EventWord"];
            dateModified: components["schemas"]["Time"];
        };
        /** @example 4f0c2b7e9d */
        RequestId: string;
        /**
         * Format: uuid
         * @description UUID.
         * @example 019a9c5e-7d10-7c3a-9b1e-2f4a6c8d0e12
         */
        Id: string;
        /** @description Names of fields, separated by commas. */
        FieldNames: string;
        /** Format: uri */
        Url: string;
        /** @description A text for people. */
        Text: string;
        /** @description The HTTP status of the answer. */
        ProblemStatus: number;
        /** @description The path that was called. */
        ProblemInstance: string;
        /**
         * @description Stable name of the kind of problem; `GET /problems/{code}` explains it.
         * @example not-found
         */
        ProblemCode: string;
        /**
         * Format: date-time
         * @description RFC 3339, years 1000 to 8999, at most 15 hours from UTC; answers are in UTC with milliseconds.
         * @example 2026-03-02T09:30:00.000Z
         */
        Time: string;
        /** @description JSON Pointer into the body, or the name of a parameter or header. */
        FaultPointer: string;
        /** @description What is wrong with it, for programs. */
        FaultCode: string;
        FieldFault: {
            pointer: components["schemas"]["FaultPointer"];
            code: components["schemas"]["FaultCode"];
            detail: components["schemas"]["Text"];
        };
        /** @description The faulty parts of the request. */
        FieldFaults: components["schemas"]["FieldFault"][];
        /** @description What went wrong and how to mend it (RFC 9457). */
        Problem: {
            type: components["schemas"]["Url"];
            title: components["schemas"]["Text"];
            status: components["schemas"]["ProblemStatus"];
            detail: components["schemas"]["Text"];
            instance: components["schemas"]["ProblemInstance"];
            code: components["schemas"]["ProblemCode"];
            message: components["schemas"]["Text"];
            timestamp: components["schemas"]["Time"];
            requestId: components["schemas"]["RequestId"];
            errors?: components["schemas"]["FieldFaults"];
        };
        HeaderText: string;
        /** @description How many items match in all. 10,000 stands for that many or more when `countExact` is false. */
        ListCount: number;
        /**
         * Format: uri
         * @description Address of the neighbouring page; null at the end.
         */
        PageUrl: string | null;
        /** @description One line with at least one visible character. */
        Name: string;
        /** @description Free text, or null. */
        Description: string | null;
        /** @description What a kind of dossier consists of. */
        DossierTemplate: {
            id: components["schemas"]["Id"];
            name: components["schemas"]["Name"];
            description: components["schemas"]["Description"];
            /** @description Taken for dossiers that name no template. */
            isDefault: boolean;
            dateAdded: components["schemas"]["Time"];
            dateModified: components["schemas"]["Time"];
        };
        DossierTemplateList: {
            count: components["schemas"]["ListCount"];
            countExact: boolean;
            next: components["schemas"]["PageUrl"];
            previous: components["schemas"]["PageUrl"];
            results: components["schemas"]["DossierTemplate"][];
        };
        /** @enum {string} */
        CollectionMethod: "GET" | "POST" | "OPTIONS";
        PageSize: number;
        /** @description How many items a page holds. */
        CollectionLimit: {
            default: components["schemas"]["PageSize"];
            maximum: components["schemas"]["PageSize"];
        };
        /** @description Name of a field; one inside another is written `outer__inner`. */
        FieldName: string;
        FieldNameList: components["schemas"]["FieldName"][];
        /** @description What may be sorted by. */
        CollectionSort: {
            /** @description The order without `sort`; `-` for descending. */
            default: string;
            fields: components["schemas"]["FieldNameList"];
        };
        /**
         * @description How the field is compared with the value; `in` takes several, separated by commas.
         * @enum {string}
         */
        FilterOperator: "eq" | "in" | "gt" | "gte" | "lt" | "lte";
        /**
         * @description What the value is.
         * @enum {string}
         */
        FilterType: "string" | "uuid" | "integer" | "boolean" | "date" | "date-time";
        FilterValue: string;
        /** @description A query parameter that leaves items out. */
        CollectionFilter: {
            /** @description Name of the query parameter. */
            name: string;
            operator: components["schemas"]["FilterOperator"];
            type: components["schemas"]["FilterType"];
            /** @description All values it takes, or null when they are not counted up. */
            values: components["schemas"]["FilterValue"][] | null;
        };
        /** @description What may be asked of a list. */
        CollectionOptions: {
            methods: components["schemas"]["CollectionMethod"][];
            limit: components["schemas"]["CollectionLimit"];
            sort: components["schemas"]["CollectionSort"];
            filters: components["schemas"]["CollectionFilter"][];
            fields: components["schemas"]["FieldNameList"];
        };
        /** @example "3.q2VdXb0hQ7m1Zk9s" */
        ETag: string;
        /**
         * @description A trashed dossier is removed for good some days later.
         * @enum {string}
         */
        DossierStatus: "ACTIVE" | "ARCHIVED" | "TRASHED";
        /**
         * Format: date-time
         * @description RFC 3339, or null.
         */
        NullableTime: string | null;
        AttributeText: string | null;
        AttributeNumber: number;
        /** @description A text, a number, true, false or null. */
        AttributeValue: components["schemas"]["AttributeText"] | components["schemas"]["AttributeNumber"] | boolean;
        /** @description Values by attribute name. */
        Attributes: {
            [key: string]: components["schemas"]["AttributeValue"];
        };
        /** Format: int64 */
        Count: number;
        /**
         * Format: int64
         * @description Size in bytes.
         */
        Bytes: number;
        /** @description A folder of related files. */
        Dossier: {
            id: components["schemas"]["Id"];
            dossierTemplateId: components["schemas"]["Id"];
            name: components["schemas"]["Name"];
            description: components["schemas"]["Description"];
            ownerId: components["schemas"]["Id"];
            dueDate: components["schemas"]["NullableTime"];
            status: components["schemas"]["DossierStatus"];
            attributes: components["schemas"]["Attributes"];
            fileCount: components["schemas"]["Count"];
            pageCount: components["schemas"]["Count"];
            byteCount: components["schemas"]["Bytes"];
            dateAdded: components["schemas"]["Time"];
            dateModified: components["schemas"]["Time"];
            createdBy: components["schemas"]["Id"];
            modifiedBy: components["schemas"]["Id"];
        };
        DossierList: {
            count: components["schemas"]["ListCount"];
            countExact: boolean;
            next: components["schemas"]["PageUrl"];
            previous: components["schemas"]["PageUrl"];
            results: components["schemas"]["Dossier"][];
        };
        /** @description What you would like of the answer. */
        Preference: string;
        DossierCreation: {
            name: components["schemas"]["Name"];
            dossierTemplateId?: components["schemas"]["Id"];
            description?: components["schemas"]["Description"];
            dueDate?: components["schemas"]["NullableTime"];
        };
        /**
         * @example true
         * @enum {string}
         */
        IdempotencyReplayed: "true";
        /**
         * Format: uri
         * @description An address, all that was passed on escaped in it.
         */
        LocationUrl: string;
        /** @description Only the fields that are sent are changed; null clears one. */
        DossierChange: {
            name?: components["schemas"]["Name"];
            description?: components["schemas"]["Description"];
            dueDate?: components["schemas"]["NullableTime"];
        };
        /**
         * @description How far the analysis is.
         * @enum {string}
         */
        ProcessingStatus: "UPLOADED" | "PROCESSING" | "OCR_PROCESSING" | "ANALYZING" | "PROCESSED" | "ERROR" | "LICENSE_BLOCKED" | "INFECTED";
        /** @example application/pdf */
        MediaType: string;
        /** @description Name of the file, made safe for every system. */
        Filename: string;
        /** @description Title for people; the file name when none was given. */
        FileTitle: string;
        /** @description SHA-256 of the bytes in lower-case hexadecimals; null when it was not computed. */
        Sha256: string | null;
        /**
         * Format: int32
         * @description Pages; null while unknown and for files that have none.
         */
        NullablePages: number | null;
        /**
         * Format: int32
         * @description Pages.
         */
        Pages: number;
        /**
         * @description How far people are with it.
         * @enum {string}
         */
        WorkflowStatus: "NEW" | "IN_PROGRESS" | "DONE";
        /**
         * Format: uuid
         * @description UUID, or null.
         */
        NullableId: string | null;
        /**
         * Format: int32
         * @description Counts the contents the file has had.
         */
        Version: number;
        /** @description Reason for programs, for example PDF_ENCRYPTED. */
        ItemErrorCode: string;
        /** @description Why it failed; null when it did not. */
        ItemError: {
            code: components["schemas"]["ItemErrorCode"];
            message: components["schemas"]["Text"];
        } | null;
        /** @description A document. */
        File: {
            id: components["schemas"]["Id"];
            dossierId: components["schemas"]["Id"];
            filename: components["schemas"]["Filename"];
            title: components["schemas"]["FileTitle"];
            mediaType: components["schemas"]["MediaType"];
            size: components["schemas"]["Bytes"];
            sha256: components["schemas"]["Sha256"];
            pageCount: components["schemas"]["NullablePages"];
            ocrPageCount: components["schemas"]["Pages"];
            processingStatus: components["schemas"]["ProcessingStatus"];
            workflowStatus: components["schemas"]["WorkflowStatus"];
            assigneeId: components["schemas"]["NullableId"];
            version: components["schemas"]["Version"];
            attributes: components["schemas"]["Attributes"];
            error: components["schemas"]["ItemError"];
            dateAdded: components["schemas"]["Time"];
            dateModified: components["schemas"]["Time"];
            createdBy: components["schemas"]["Id"];
        };
        FileList: {
            count: components["schemas"]["ListCount"];
            countExact: boolean;
            next: components["schemas"]["PageUrl"];
            previous: components["schemas"]["PageUrl"];
            results: components["schemas"]["File"][];
        };
        /** @description Name for the file, to be made safe; it counts more than the one that a part carries. */
        GivenFilename: string;
        /** @description What is known about the file that follows. */
        FileMetadata: {
            filename?: components["schemas"]["GivenFilename"];
            title?: components["schemas"]["FileTitle"];
        };
        /**
         * Format: binary
         * @description The bytes.
         */
        Binary: string;
        /** @description Parts `file`, one for each file; a part `metadata` belongs to the next `file`. */
        FileUpload: {
            metadata?: components["schemas"]["FileMetadata"];
            file?: components["schemas"]["Binary"];
        };
        /** @description Seconds. */
        Seconds: number;
        /** @description The files of this upload, in the order they were sent. */
        UploadedFiles: {
            count: components["schemas"]["ListCount"];
            results: components["schemas"]["File"][];
        };
        /** @description Only the fields that are sent are changed. */
        FileChange: {
            title?: components["schemas"]["FileTitle"];
        };
        FileStatus: {
            id: components["schemas"]["Id"];
            version: components["schemas"]["Version"];
            processingStatus: components["schemas"]["ProcessingStatus"];
            workflowStatus: components["schemas"]["WorkflowStatus"];
            pageCount: components["schemas"]["NullablePages"];
            error: components["schemas"]["ItemError"];
            dateModified: components["schemas"]["Time"];
        };
        /** @description One content of a file. */
        FileVersion: {
            version: components["schemas"]["Version"];
            filename: components["schemas"]["Filename"];
            mediaType: components["schemas"]["MediaType"];
            size: components["schemas"]["Bytes"];
            sha256: components["schemas"]["Sha256"];
            pageCount: components["schemas"]["NullablePages"];
            processingStatus: components["schemas"]["ProcessingStatus"];
            error: components["schemas"]["ItemError"];
            /** @description Whether it is what the file shows. */
            isCurrent: boolean;
            createdBy: components["schemas"]["Id"];
            dateAdded: components["schemas"]["Time"];
        };
        FileVersionList: {
            count: components["schemas"]["ListCount"];
            countExact: boolean;
            next: components["schemas"]["PageUrl"];
            previous: components["schemas"]["PageUrl"];
            results: components["schemas"]["FileVersion"][];
        };
        /** @example Mon, 02 Mar 2026 09:30:00 GMT */
        HttpDate: string;
        HeaderValue: string;
        /** @enum {string} */
        RangeUnit: "bytes";
        TusWord: string;
        /** @example 1048576 */
        Length: string;
        Metadata: string;
        /** @description Name of the file. Needed for a new file; a new version keeps the name when it is left out. */
        "GivenFilename-2": string;
        /**
         * Format: int64
         * @description Bytes of the whole file.
         */
        UploadLength: number;
        /** @description SHA-256 of the whole file, when you know it: other bytes end as ERROR. */
        DeclaredSha256: string;
        /**
         * Format: int64
         * @description Bytes of the part. Each but the last has at least 5,242,880 (5 MiB).
         */
        PartSize: number;
        /**
         * Format: int64
         * @description CRC-32C (Castagnoli) of the bytes of the part.
         */
        DeclaredCrc32c: number;
        DeclaredPart: {
            size: components["schemas"]["PartSize"];
            crc32c: components["schemas"]["DeclaredCrc32c"];
        };
        /** @description Exactly one of `dossierId` (a new file) and `fileId` (a new version of one). `parts` are in their order. */
        PresignedUploadRequest: {
            dossierId?: components["schemas"]["Id"];
            fileId?: components["schemas"]["Id"];
            filename?: components["schemas"]["GivenFilename-2"];
            title?: components["schemas"]["FileTitle"];
            mediaType?: components["schemas"]["MediaType"];
            size: components["schemas"]["UploadLength"];
            sha256?: components["schemas"]["DeclaredSha256"];
            parts: components["schemas"]["DeclaredPart"][];
        };
        /** @description Place of the part, from 1. */
        PartNumber: number;
        /** Format: uri */
        LongUrl: string;
        /** @description Headers to be sent with it, besides the `Content-Length` of the part. */
        SignedHeaders: {
            [key: string]: components["schemas"]["HeaderText"];
        };
        /** @description A request to the store: `PUT url`, with the headers and exactly the bytes of the part. */
        SignedPart: {
            number: components["schemas"]["PartNumber"];
            url: components["schemas"]["LongUrl"];
            headers: components["schemas"]["SignedHeaders"];
        };
        PresignedUpload: {
            id: components["schemas"]["Id"];
            expiresAt: components["schemas"]["Time"];
            urlsExpireAt: components["schemas"]["Time"];
            parts: components["schemas"]["SignedPart"][];
        };
        /** @description The `ETag` that the store has answered, with or without its quotes. */
        StoreETag: string;
        SentPart: {
            number: components["schemas"]["PartNumber"];
            etag: components["schemas"]["StoreETag"];
        };
        UploadCompletion: {
            /** @description What the store has answered to each part, in any order, when you want it checked. */
            parts?: components["schemas"]["SentPart"][];
        };
        /**
         * @description TUS: resumable, through this API. PRESIGNED: straight to the store.
         * @enum {string}
         */
        UploadKind: "TUS" | "PRESIGNED";
        /**
         * @description OPEN: bytes are awaited. COMPLETING: they are all there. COMPLETED: it is a file. The others: it has ended without one.
         * @enum {string}
         */
        UploadStatus: "OPEN" | "COMPLETING" | "COMPLETED" | "FAILED" | "EXPIRED" | "CANCELLED";
        /** @description What it is to become: a new file of a dossier, or a new version of a file. */
        UploadTarget: {
            dossierId: components["schemas"]["NullableId"];
            fileId: components["schemas"]["NullableId"];
        };
        /**
         * Format: int32
         * @description Version of the file that it has become; null until then.
         */
        NullableVersion: number | null;
        Upload: {
            id: components["schemas"]["Id"];
            kind: components["schemas"]["UploadKind"];
            status: components["schemas"]["UploadStatus"];
            offset: components["schemas"]["Bytes"];
            length: components["schemas"]["Bytes"];
            filename: components["schemas"]["Filename"];
            target: components["schemas"]["UploadTarget"];
            fileId: components["schemas"]["NullableId"];
            version: components["schemas"]["NullableVersion"];
            error: components["schemas"]["ItemError"];
            dateAdded: components["schemas"]["Time"];
            expiresAt: components["schemas"]["Time"];
        };
        /** @example 0 */
        OffsetText: string;
        /**
         * @description How far the making of the package is.
         * @enum {string}
         */
        ResultPackageStatus: "QUEUED" | "GENERATING" | "READY" | "FAILED" | "CANCELLED" | "EXPIRED";
        /** @description Which files; a dossier stands for all its files. Fixed at the moment the package is asked for. */
        Selection: {
            dossierIds?: components["schemas"]["Id"][];
            fileIds?: components["schemas"]["Id"][];
        };
        /**
         * @description A kind of entry in a package.
         * @enum {string}
         */
        PackageContent: "ORIGINAL" | "ARCHIVE" | "PREVIEW" | "COMPONENTS" | "REPORT";
        PackageContents: components["schemas"]["PackageContent"][];
        /** @enum {string} */
        ComponentFormat: "JSON" | "XML" | "CSV" | "XLSX";
        /** @description Formats of the components in the package. */
        ComponentFormats: components["schemas"]["ComponentFormat"][];
        Progress: {
            filesDone: components["schemas"]["Count"];
            filesTotal: components["schemas"]["Count"];
            bytesDone: components["schemas"]["Bytes"];
            bytesTotal: components["schemas"]["Bytes"];
        };
        /** @description Name under which the package is downloaded. */
        PackageFilename: string;
        /**
         * Format: int64
         * @description Size in bytes, or null.
         */
        NullableBytes: number | null;
        /**
         * Format: int64
         * @description CRC-32C of the bytes; null until there are any.
         */
        Crc32c: number | null;
        /** @description A zip of files with their manifest, made in the background. */
        ResultPackage: {
            id: components["schemas"]["Id"];
            selection: components["schemas"]["Selection"];
            contents: components["schemas"]["PackageContents"];
            componentFormats: components["schemas"]["ComponentFormats"];
            status: components["schemas"]["ResultPackageStatus"];
            progress: components["schemas"]["Progress"];
            filename: components["schemas"]["PackageFilename"];
            size: components["schemas"]["NullableBytes"];
            sha256: components["schemas"]["Sha256"];
            crc32c: components["schemas"]["Crc32c"];
            entryCount: components["schemas"]["Count"];
            error: components["schemas"]["ItemError"];
            dateAdded: components["schemas"]["Time"];
            dateModified: components["schemas"]["Time"];
            dateReady: components["schemas"]["NullableTime"];
            expiresAt: components["schemas"]["NullableTime"];
            createdBy: components["schemas"]["Id"];
        };
        ResultPackageList: {
            count: components["schemas"]["ListCount"];
            countExact: boolean;
            next: components["schemas"]["PageUrl"];
            previous: components["schemas"]["PageUrl"];
            results: components["schemas"]["ResultPackage"][];
        };
        /** @enum {string} */
        WantedContent: "ORIGINAL";
        /** @description What to put in for each file; `[ORIGINAL]` when left out. */
        WantedContents: components["schemas"]["WantedContent"][];
        /** @description Name for the download, without slashes; `.zip` is added when it is missing. */
        WantedFilename: string;
        ResultPackageCreation: {
            selection: components["schemas"]["Selection"];
            contents?: components["schemas"]["WantedContents"];
            filename?: components["schemas"]["WantedFilename"];
        };
        ResultPackageOptions: {
            contents?: components["schemas"]["WantedContents"];
            filename?: components["schemas"]["WantedFilename"];
        };
        /**
         * @description The `id` of the last event that you got.
         * @example LTMxMDMwODQ4MTkzNjE5MzE4NjMgODEyIDQxIDE3NzI0NDM4MDAwMDA.6f0c2b7e9dQ2VdXb0hQ7mw
         */
        LastEventId: string;
        Word: string;
        /** @description Server-sent events (WHATWG HTML, 9.2); the `data` of each is the JSON of a `ResultPackageEvent`. */
        ResultPackageStream: string;
        /** @description Server-sent events (WHATWG HTML, 9.2); the `data` of each is the JSON of an `Event`. */
        EventStream: string;
        /**
         * @description RETRYING: an attempt failed, another one follows. FAILED: none will, unless an operator puts the job back.
         * @enum {string}
         */
        JobStatus: "WAITING" | "RUNNING" | "RETRYING" | "COMPLETED" | "FAILED";
        /**
         * @description What is done.
         * @enum {string}
         */
        JobKind: "ANALYZE_FILE" | "COMPLETE_UPLOAD" | "VERIFY_CONTENT" | "BUILD_RESULT_PACKAGE" | "EXPIRE_RESULT_PACKAGE" | "PURGE_DOSSIER" | "PURGE_FILE";
        /** Format: int32 */
        JobAttempts: number;
        /** @enum {string} */
        JobSubjectType: "FILE" | "UPLOAD" | "RESULT_PACKAGE" | "DOSSIER";
        /**
         * Format: int32
         * @description Version of a file; null for everything else.
         */
        "NullableVersion-2": number | null;
        /** @description What the job is about. It may be gone by now. */
        JobSubject: {
            type: components["schemas"]["JobSubjectType"];
            id: components["schemas"]["Id"];
            version: components["schemas"]["NullableVersion-2"];
        };
        /**
         * @description Work in the background: `attempt` of at most `attempts`, 0 before the first. `startAfter` is when a job that waits may begin.
         *     A job that is over can be seen for a day, one that failed for good for a month.
         */
        Job: {
            id: components["schemas"]["Id"];
            kind: components["schemas"]["JobKind"];
            status: components["schemas"]["JobStatus"];
            attempt: components["schemas"]["JobAttempts"];
            attempts: components["schemas"]["JobAttempts"];
            subject: components["schemas"]["JobSubject"];
            dateAdded: components["schemas"]["Time"];
            dateStarted: components["schemas"]["NullableTime"];
            dateEnded: components["schemas"]["NullableTime"];
            startAfter: components["schemas"]["NullableTime"];
            error: components["schemas"]["ItemError"];
        };
        JobList: {
            count: components["schemas"]["ListCount"];
            countExact: boolean;
            next: components["schemas"]["PageUrl"];
            previous: components["schemas"]["PageUrl"];
            results: components["schemas"]["Job"][];
        };
        /**
         * Format: int64
         * @description Pages; null means unlimited.
         */
        LicensePages: number | null;
        /** @description How many pages the workspace may have analyzed, and how many were. */
        License: {
            capacityPages: components["schemas"]["LicensePages"];
            pagesUsed: components["schemas"]["Count"];
            pagesRemaining: components["schemas"]["LicensePages"];
            validFrom: components["schemas"]["Time"];
            validUntil: components["schemas"]["NullableTime"];
            dateModified: components["schemas"]["Time"];
        };
        /**
         * Format: date
         * @description Calendar day.
         * @example 2026-03-02
         */
        Day: string;
        /**
         * @description IANA time zone, in which days and months are counted.
         * @example Europe/Zurich
         */
        TimeZone: string;
        /** @enum {string} */
        Granularity: "MONTH";
        UsageFigures: {
            files: components["schemas"]["Count"];
            pages: components["schemas"]["Count"];
            bytes: components["schemas"]["Bytes"];
        };
        /** @description One month; `startDate` and `endDate` are its first and last day within the range asked for. */
        UsagePeriod: {
            startDate: components["schemas"]["Day"];
            endDate: components["schemas"]["Day"];
            files: components["schemas"]["Count"];
            pages: components["schemas"]["Count"];
            bytes: components["schemas"]["Bytes"];
        };
        /** @description What was analyzed in a range of days. A page counts once, when the analysis of its file version first succeeds. */
        LicenseUsage: {
            startDate: components["schemas"]["Day"];
            endDate: components["schemas"]["Day"];
            timeZone: components["schemas"]["TimeZone"];
            granularity: components["schemas"]["Granularity"];
            total: components["schemas"]["UsageFigures"];
            /** @description The months that have usage, oldest first. */
            periods: components["schemas"]["UsagePeriod"][];
        };
        /** @enum {string} */
        WorkspaceState: "ACTIVE" | "SUSPENDED";
        Workspace: {
            id: components["schemas"]["Id"];
            name: components["schemas"]["Name"];
            state: components["schemas"]["WorkspaceState"];
            timeZone: components["schemas"]["TimeZone"];
            dateAdded: components["schemas"]["Time"];
            dateModified: components["schemas"]["Time"];
        };
        /** @enum {string} */
        AccountKind: "PERSON" | "PROGRAM";
        /** @description As the identity provider tells it; null when it does not. */
        AccountText: string | null;
        /** @description The caller. */
        Account: {
            id: components["schemas"]["Id"];
            kind: components["schemas"]["AccountKind"];
            username: components["schemas"]["AccountText"];
            name: components["schemas"]["AccountText"];
            email: components["schemas"]["AccountText"];
            dateAdded: components["schemas"]["Time"];
            dateModified: components["schemas"]["Time"];
        };
        /**
         * @description What a member may do; an AUDITOR sees figures, no documents.
         * @enum {string}
         */
        Role: "OWNER" | "MANAGER" | "MEMBER" | "READER" | "AUDITOR";
        /** @description A workspace the caller is a member of. */
        AccountWorkspace: {
            id: components["schemas"]["Id"];
            name: components["schemas"]["Name"];
            state: components["schemas"]["WorkspaceState"];
            role: components["schemas"]["Role"];
            dateAdded: components["schemas"]["Time"];
        };
        AccountWorkspaceList: {
            count: components["schemas"]["ListCount"];
            countExact: boolean;
            next: components["schemas"]["PageUrl"];
            previous: components["schemas"]["PageUrl"];
            results: components["schemas"]["AccountWorkspace"][];
        };
        UrlPath: string;
        OAuthName: string;
        ScopeName: string;
        /** @description All scopes of this API; as default_scopes those added when a request names none of them. */
        ScopeNames: components["schemas"]["ScopeName"][];
        AuthExample: {
            name: components["schemas"]["Word"];
            description: components["schemas"]["Text"];
            command: components["schemas"]["Text"];
        };
        /** @description All an integrator needs to sign in. Names as in OAuth. */
        AuthConfig: {
            issuer: components["schemas"]["Url"];
            base_url: components["schemas"]["Url"];
            auth_path: components["schemas"]["UrlPath"];
            token_path: components["schemas"]["UrlPath"];
            /** @description Clients that may sign in here. */
            client_ids: components["schemas"]["OAuthName"][];
            scopes: components["schemas"]["ScopeNames"];
            default_scopes: components["schemas"]["ScopeNames"];
            /** @description Lines for a shell, with placeholders for what is yours. */
            examples: components["schemas"]["AuthExample"][];
        };
        /** Format: uri */
        RedirectUri: string;
        /**
         * @description Scopes, separated by one space.
         * @example openid dossiers:read files:read
         */
        ScopeList: string;
        OAuthValue: string;
        /**
         * @description One of authorization_code, password, refresh_token, client_credentials.
         * @example client_credentials
         */
        GrantType: string;
        OAuthSecret: string;
        /** @description The PKCE verifier whose hash was sent as `code_challenge`. */
        CodeVerifier: string;
        OAuthToken: string;
        /** @description The form of RFC 6749. Client id and secret may come by HTTP Basic instead. */
        TokenRequest: {
            grant_type: components["schemas"]["GrantType"];
            client_id?: components["schemas"]["OAuthName"];
            client_secret?: components["schemas"]["OAuthSecret"];
            code?: components["schemas"]["OAuthValue"];
            redirect_uri?: components["schemas"]["RedirectUri"];
            code_verifier?: components["schemas"]["CodeVerifier"];
            username?: components["schemas"]["OAuthName"];
            password?: components["schemas"]["OAuthSecret"];
            refresh_token?: components["schemas"]["OAuthToken"];
            scope?: components["schemas"]["ScopeList"];
        };
        /** @description The scopes of the token, separated by spaces. */
        GrantedScopes: string;
        /** @description The answer of RFC 6749, as the identity provider gave it. */
        TokenResponse: {
            access_token: components["schemas"]["OAuthToken"];
            token_type: components["schemas"]["Word"];
            expires_in: components["schemas"]["Seconds"];
            refresh_token?: components["schemas"]["OAuthToken"];
            refresh_expires_in?: components["schemas"]["Seconds"];
            id_token?: components["schemas"]["OAuthToken"];
            scope?: components["schemas"]["GrantedScopes"];
            session_state?: components["schemas"]["OAuthName"];
            "not-before-policy"?: components["schemas"]["Count"];
        } & {
            [key: string]: unknown;
        };
        /** @example invalid_grant */
        OAuthErrorCode: string;
        /** @description The error answer of RFC 6749. */
        OAuthError: {
            error: components["schemas"]["OAuthErrorCode"];
            error_description?: components["schemas"]["Text"];
            error_uri?: components["schemas"]["Url"];
        } & {
            [key: string]: unknown;
        };
        /** @enum {string} */
        HealthStatus: "UP" | "DOWN";
        Health: {
            status: components["schemas"]["HealthStatus"];
        };
        /** @description One part this service stands on. */
        HealthCheck: {
            name: components["schemas"]["Word"];
            status: components["schemas"]["HealthStatus"];
            milliseconds: components["schemas"]["Count"];
            detail: components["schemas"]["Text"];
        };
        /** @description The connections to PostgreSQL of one pool of this process. */
        HealthPool: {
            pool: components["schemas"]["Word"];
            used: components["schemas"]["Count"];
            idle: components["schemas"]["Count"];
            waiting: components["schemas"]["Count"];
            limit: components["schemas"]["Count"];
        };
        /**
         * Format: int64
         * @description A count, or null.
         */
        NullableCount: number | null;
        /** @description The jobs of one queue by state, each counted up to 10,000. */
        HealthQueue: {
            queue: components["schemas"]["Word"];
            waiting: components["schemas"]["Count"];
            delayed: components["schemas"]["Count"];
            retrying: components["schemas"]["Count"];
            active: components["schemas"]["Count"];
            dead: components["schemas"]["Count"];
            oldestWaitingSeconds: components["schemas"]["NullableCount"];
        };
        /** @description The last run of one sweep in this process. */
        HealthSweep: {
            sweep: components["schemas"]["Word"];
            ranAt: components["schemas"]["Time"];
            succeededAt: components["schemas"]["NullableTime"];
        };
        HealthDetail: {
            status: components["schemas"]["HealthStatus"];
            version: components["schemas"]["Word"];
            uptimeSeconds: components["schemas"]["Count"];
            checks: components["schemas"]["HealthCheck"][];
            pools: components["schemas"]["HealthPool"][];
            /** @description Every queue of the installation; null while they cannot be read. */
            queues: components["schemas"]["HealthQueue"][] | null;
            /** @description The sweeps that this process has run; only a worker runs any. */
            sweeps: components["schemas"]["HealthSweep"][];
            signingKeysLoadedAt: components["schemas"]["NullableTime"];
        };
        /** @description Metrics in the text format of Prometheus, version 0.0.4. */
        MetricsText: string;
        /** @description Version of the contract, as in the path. */
        ApiVersion: number;
        ServiceVersion: {
            name: components["schemas"]["Word"];
            version: components["schemas"]["Word"];
            apiVersion: components["schemas"]["ApiVersion"];
        };
        /** @description A part of this contract. */
        OpenApiPart: {
            [key: string]: unknown;
        };
        /** @description This contract. */
        OpenApiDocument: {
            openapi: components["schemas"]["Word"];
            info: components["schemas"]["OpenApiPart"];
            paths: components["schemas"]["OpenApiPart"];
        } & {
            [key: string]: unknown;
        };
        /** @description This contract as YAML. */
        OpenApiText: string;
        /** @description A page for people. */
        Html: string;
        /** @enum {string} */
        EventType: "dossier.created" | "dossier.trashed" | "dossier.restored" | "file.stored" | "file.processed" | "file.failed" | "file.trashed" | "file.restored" | "result-package.ready" | "result-package.failed" | "result-package.expired" | "events.gap";
        /** @description Version of the file, or null. */
        EventVersion: number | null;
        /** @description A status or the code of an error, or null. */
        EventWord: string | null;
        /** @enum {string} */
        ResultPackageEventType: "result-package.progress" | "result-package.ready" | "result-package.failed" | "result-package.cancelled" | "result-package.expired";
    };
    responses: {
        /** @description What went wrong, and how to mend it. `x-problems` lists the codes this operation may answer. */
        Problem: {
            headers: {
                /** @description Name of this request; set by the server on every answer. */
                "X-Request-Id"?: components["schemas"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/problem+json": components["schemas"]["Problem"];
            };
        };
        /** @description What may be asked of this list. */
        CollectionOptionsAnswer: {
            headers: {
                /** @description Name of this request; set by the server on every answer. */
                "X-Request-Id"?: components["schemas"]["RequestId"];
                /** @description The methods that are taken here. */
                Allow: components["schemas"]["HeaderText"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["CollectionOptions"];
            };
        };
        /** @description What you have still holds. */
        NotModified: {
            headers: {
                /** @description Name of this request; set by the server on every answer. */
                "X-Request-Id"?: components["schemas"]["RequestId"];
                /** @description Names this state of the item or these bytes. */
                ETag: components["schemas"]["ETag"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The dossier as it is now. */
        DossierItem: {
            headers: {
                /** @description Name of this request; set by the server on every answer. */
                "X-Request-Id"?: components["schemas"]["RequestId"];
                /** @description Names this state of the item or these bytes. */
                ETag: components["schemas"]["ETag"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Dossier"];
            };
        };
        /** @description Done; there is nothing to tell. */
        NoContent: {
            headers: {
                /** @description Name of this request; set by the server on every answer. */
                "X-Request-Id"?: components["schemas"]["RequestId"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description Done; the body was not wanted (`Prefer: return=minimal`). */
        NothingToTell: {
            headers: {
                /** @description Name of this request; set by the server on every answer. */
                "X-Request-Id"?: components["schemas"]["RequestId"];
                /** @description Names this state of the item or these bytes. */
                ETag: components["schemas"]["ETag"];
                /** @description The preferences of `Prefer` that were kept to. */
                "Preference-Applied"?: components["schemas"]["HeaderText"];
                /** @description `true` on the answer to a repeated `Idempotency-Key`: nothing was done again. */
                "Idempotency-Replayed"?: components["schemas"]["IdempotencyReplayed"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The dossier as it is now. */
        RestoredDossier: {
            headers: {
                /** @description Name of this request; set by the server on every answer. */
                "X-Request-Id"?: components["schemas"]["RequestId"];
                /** @description `true` on the answer to a repeated `Idempotency-Key`: nothing was done again. */
                "Idempotency-Replayed"?: components["schemas"]["IdempotencyReplayed"];
                /** @description Names this state of the item or these bytes. */
                ETag: components["schemas"]["ETag"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Dossier"];
            };
        };
        /** @description A page of files. */
        FilePage: {
            headers: {
                /** @description Name of this request; set by the server on every answer. */
                "X-Request-Id"?: components["schemas"]["RequestId"];
                /** @description The neighbouring pages (RFC 8288). */
                Link?: components["schemas"]["HeaderText"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FileList"];
            };
        };
        /** @description The file as it is now. */
        FileItem: {
            headers: {
                /** @description Name of this request; set by the server on every answer. */
                "X-Request-Id"?: components["schemas"]["RequestId"];
                /** @description Names this state of the item or these bytes. */
                ETag: components["schemas"]["ETag"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["File"];
            };
        };
        /** @description A page of versions. */
        FileVersionPage: {
            headers: {
                /** @description Name of this request; set by the server on every answer. */
                "X-Request-Id"?: components["schemas"]["RequestId"];
                /** @description The neighbouring pages (RFC 8288). */
                Link?: components["schemas"]["HeaderText"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["FileVersionList"];
            };
        };
        /** @description The file as it is now. */
        RestoredFile: {
            headers: {
                /** @description Name of this request; set by the server on every answer. */
                "X-Request-Id"?: components["schemas"]["RequestId"];
                /** @description `true` on the answer to a repeated `Idempotency-Key`: nothing was done again. */
                "Idempotency-Replayed"?: components["schemas"]["IdempotencyReplayed"];
                /** @description Names this state of the item or these bytes. */
                ETag: components["schemas"]["ETag"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["File"];
            };
        };
        /** @description The headers that GET would answer. */
        ContentHeaders: {
            headers: {
                /** @description Name of this request; set by the server on every answer. */
                "X-Request-Id"?: components["schemas"]["RequestId"];
                /** @description Names this state of the item or these bytes. */
                ETag: components["schemas"]["ETag"];
                /** @description When these bytes were stored. */
                "Last-Modified": components["schemas"]["HttpDate"];
                /** @description Ranges of bytes can be asked for. */
                "Accept-Ranges": components["schemas"]["RangeUnit"];
                /** @description Size of the body. */
                "Content-Length": components["schemas"]["Bytes"];
                /** @description Name of the download, as `filename` and `filename*`. */
                "Content-Disposition": components["schemas"]["HeaderText"];
                /** @description SHA-256 of the whole content (RFC 9530), when it is known. */
                "Repr-Digest"?: components["schemas"]["HeaderText"];
                [name: string]: unknown;
            };
            content?: never;
        };
        /** @description The package as it was when it was over, READY or not; only with `Prefer: wait`. */
        ResultPackageMade: {
            headers: {
                /** @description Name of this request; set by the server on every answer. */
                "X-Request-Id"?: components["schemas"]["RequestId"];
                /** @description `true` on the answer to a repeated `Idempotency-Key`: nothing was done again. */
                "Idempotency-Replayed"?: components["schemas"]["IdempotencyReplayed"];
                /** @description Names this state of the item or these bytes. */
                ETag: components["schemas"]["ETag"];
                /** @description Where the result is. */
                Location: components["schemas"]["LocationUrl"];
                /** @description The preferences of `Prefer` that were kept to. */
                "Preference-Applied"?: components["schemas"]["HeaderText"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ResultPackage"];
            };
        };
        /** @description The package will be made; `Location` says how far it is. */
        ResultPackageAccepted: {
            headers: {
                /** @description Name of this request; set by the server on every answer. */
                "X-Request-Id"?: components["schemas"]["RequestId"];
                /** @description `true` on the answer to a repeated `Idempotency-Key`: nothing was done again. */
                "Idempotency-Replayed"?: components["schemas"]["IdempotencyReplayed"];
                /** @description Names this state of the item or these bytes. */
                ETag: components["schemas"]["ETag"];
                /** @description Where the result is. */
                Location: components["schemas"]["LocationUrl"];
                /** @description Ask again after this many seconds. */
                "Retry-After": components["schemas"]["Seconds"];
                /** @description The preferences of `Prefer` that were kept to. */
                "Preference-Applied"?: components["schemas"]["HeaderText"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["ResultPackage"];
            };
        };
        /** @description Too many failures, or the identity provider cannot be reached. */
        OAuthLater: {
            headers: {
                /** @description Name of this request; set by the server on every answer. */
                "X-Request-Id"?: components["schemas"]["RequestId"];
                /** @description Tokens must not be cached. */
                "Cache-Control": components["schemas"]["HeaderText"];
                /** @description Ask again after this many seconds. */
                "Retry-After": components["schemas"]["Seconds"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["OAuthError"];
            };
        };
        /** @description It can. */
        HealthAnswer: {
            headers: {
                /** @description Name of this request; set by the server on every answer. */
                "X-Request-Id"?: components["schemas"]["RequestId"];
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Health"];
            };
        };
    };
    parameters: {
        /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
        XRequestId: components["schemas"]["RequestId"];
        /** @description Id of the workspace the call is about. Sent exactly once. */
        TenantId: components["schemas"]["Id"];
        /** @description How many items a page holds at most. */
        Limit: number;
        /** @description Where the page begins, taken from `next` or `previous` of another page. Not together with `offset`. */
        Cursor: string;
        /** @description How many items to pass over; for deep pages follow `next` instead. */
        Offset: number;
        /** @description Order, most significant first, `-` for descending: name, dateAdded, dateModified. */
        DossierTemplateSort: string;
        /**
         * @description Only these fields are answered: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_exclude`.
         * @example id,dateModified
         */
        FieldsOnly: components["schemas"]["FieldNames"];
        /**
         * @description These fields are left out of the answer: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_only`.
         * @example dateAdded,dateModified
         */
        FieldsExclude: components["schemas"]["FieldNames"];
        /** @description Id of a dossier template. */
        DossierTemplateId: components["schemas"]["Id"];
        /** @description The `ETag` you have. 304 without a body is answered while it still holds. */
        IfNoneMatch: string;
        /** @description Order, most significant first, `-` for descending: name, dateAdded, dateModified, dueDate. No due date comes first. */
        DossierSort: string;
        /** @description Only dossiers in this state. Without it those in the trash are left out. */
        DossierStatusFilter: components["schemas"]["DossierStatus"];
        /** @description Only dossiers of exactly this name. */
        DossierNameFilter: components["schemas"]["Name"];
        /** @description Only items added at this time or later. */
        DateAddedFrom: components["schemas"]["Time"];
        /** @description Only items added before this time. */
        DateAddedBefore: components["schemas"]["Time"];
        /** @description Only items modified at this time or later. */
        DateModifiedFrom: components["schemas"]["Time"];
        /** @description Only items modified before this time. */
        DateModifiedBefore: components["schemas"]["Time"];
        /**
         * @description `return=minimal`: the answer comes without its body, a 200 as a 204; `Preference-Applied` says so. Other preferences are not looked at (RFC 7240).
         * @example return=minimal
         */
        PreferReturn: components["schemas"]["Preference"];
        /**
         * @description A name of your own for this one request, new for each, best a UUID. Sent again with the same key within 24 hours, the request
         *     is not done again: the answer is that of the first time, with `Idempotency-Replayed`. Another request with the key is refused.
         */
        IdempotencyKey: string;
        /** @description Id of a dossier. */
        DossierId: components["schemas"]["Id"];
        /** @description The `ETag` you read. The change is refused with 412 when somebody else changed the item since. */
        IfMatch: string;
        /** @description Order, most significant first, `-` for descending: filename, size, dateAdded, dateModified. */
        FileSort: string;
        /** @description Only files whose `processingStatus` is this. */
        FileStatusFilter: components["schemas"]["ProcessingStatus"];
        /** @description Only files of exactly this media type. */
        FileMediaTypeFilter: components["schemas"]["MediaType"];
        /** @description `true`: the files in the trash and no others. Without it they are left out. */
        TrashedFilter: boolean;
        /**
         * @description Digest of the whole body (RFC 9530). Its `sha-256` is checked, and a body that is another one is refused; other algorithms are not looked at.
         * @example sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWBxf7kbu9DBPE=:
         */
        ContentDigest: components["schemas"]["HeaderText"];
        /**
         * @description As `Content-Digest`; of a body without `Content-Encoding` both are the same.
         * @example sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWBxf7kbu9DBPE=:
         */
        ReprDigest: components["schemas"]["HeaderText"];
        /** @description Name of the file when the body is the file itself; not looked at for multipart, where each part names its own. */
        UploadFilename: components["schemas"]["GivenFilename"];
        /** @description Title of the file when the body is the file itself. */
        UploadTitle: components["schemas"]["FileTitle"];
        /** @description Id of a file. */
        FileId: components["schemas"]["Id"];
        /**
         * @description `wait=10`: the answer waits until the work is over, at most so many seconds and at most 30; `Preference-Applied` says when it was ready to. It may come earlier, so look at what it says. Other preferences are not looked at (RFC 7240).
         * @example wait=10
         */
        PreferWait: components["schemas"]["Preference"];
        /** @description Which version. Without it the current one. */
        FileVersion: components["schemas"]["Version"];
        /** @description Order, `-` for descending: version. */
        FileVersionSort: string;
        /** @description New name of the file when the body is the file itself. Without it the name stays. */
        VersionFilename: components["schemas"]["GivenFilename"];
        /** @description New title of the file when the body is the file itself. Without it the title stays. */
        VersionTitle: components["schemas"]["FileTitle"];
        /** @description The `Last-Modified` you have; only looked at without `If-None-Match`. */
        IfModifiedSince: components["schemas"]["HttpDate"];
        /**
         * @description One range of bytes, for example `bytes=1048576-` to resume. Several ranges are answered with the whole content.
         * @example bytes=0-1023
         */
        Range: components["schemas"]["HeaderValue"];
        /**
         * @description The `ETag` of the part you have. The range is answered only while it still holds, else the whole content.
         * @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
         */
        IfRange: components["schemas"]["HeaderValue"];
        /**
         * @description The version of tus that you speak: `1.0.0`. Needed; another one, or none, is answered with 412.
         * @example 1.0.0
         */
        TusResumable: components["schemas"]["TusWord"];
        /** @description Size of the whole file in bytes, at least 1. */
        UploadLength: components["schemas"]["Length"];
        /**
         * @description Pairs of key and Base64 value, separated by commas: `dossierId` or `fileId`, `filename`, `filetype`, `title`.
         * @example filename aW52b2ljZS5wZGY=,dossierId MDE5YTljNWUtN2QxMC03YzNhLTliMWUtMmY0YTZjOGQwZTEy
         */
        UploadMetadata: components["schemas"]["Metadata"];
        /** @description Id of an upload of your own. */
        UploadId: components["schemas"]["Id"];
        /** @description The offset at which the upload is, as `HEAD` tells it. Another one is answered with 409. */
        UploadOffset: components["schemas"]["OffsetText"];
        /** @description Order, `-` for descending: dateAdded. */
        DateAddedSort: string;
        /** @description Only result packages in this state. */
        ResultPackageStatusFilter: components["schemas"]["ResultPackageStatus"];
        /**
         * @description `wait=10`: the answer waits until the package is made, at most so many seconds and at most 30. Then it is a 201 with the finished package, which may also have failed; without that, or when time is up, a 202. `return=minimal`: the answer comes without its body. `Preference-Applied` names what was done. Other preferences are not looked at (RFC 7240).
         * @example wait=10
         */
        PreferReturnOrWait: components["schemas"]["Preference"];
        /** @description Id of a result package. */
        ResultPackageId: components["schemas"]["Id"];
        /** @description The `id` of the last event you got; the stream goes on behind it. */
        LastEventId: components["schemas"]["LastEventId"];
        /** @description The same for clients that cannot set headers. `Last-Event-ID` counts when both are sent. */
        LastEventIdQuery: components["schemas"]["LastEventId"];
        /** @description Only jobs in this state. */
        JobStatusFilter: components["schemas"]["JobStatus"];
        /** @description Only jobs of this kind. */
        JobKindFilter: components["schemas"]["JobKind"];
        /** @description Id of a job. */
        JobId: components["schemas"]["Id"];
        /** @description First day, in the time zone of the workspace. Without it: the first day of the month eleven months before `endDate`. */
        StartDate: components["schemas"]["Day"];
        /** @description Last day, itself included, at most ten years after `startDate`. Without it: today. */
        EndDate: components["schemas"]["Day"];
        /** @description Id of your client. */
        ClientId: components["schemas"]["OAuthName"];
        /** @description The only flow through a browser is the authorization code. */
        ResponseType: "code";
        /** @description Where the browser is sent with the code; must be registered for the client. */
        RedirectUri: components["schemas"]["RedirectUri"];
        /** @description Scopes asked for, separated by spaces. When none of them is a scope of this API, the default set is added. */
        Scope: components["schemas"]["ScopeList"];
        /** @description Given back to you unchanged; protects against forged answers. */
        State: components["schemas"]["OAuthValue"];
        /** @description Comes back inside the ID token. */
        Nonce: components["schemas"]["OAuthValue"];
        /** @description PKCE: the hash of your verifier. */
        CodeChallenge: string;
        /** @description PKCE: how the verifier was hashed. */
        CodeChallengeMethod: "S256";
        /** @description Whether to ask for the login again. */
        Prompt: string;
        /** @description How many seconds ago the login may have been. */
        MaxAge: number;
        /** @description User name to fill in. */
        LoginHint: components["schemas"]["OAuthName"];
        /** @description Preferred languages of the login page. */
        UiLocales: string;
        /** @description Which connected identity provider to go to at once. */
        IdpHint: components["schemas"]["OAuthName"];
        /** @description Code of a problem. */
        ProblemCode: components["schemas"]["ProblemCode"];
    };
    requestBodies: {
        FileBody: {
            content: {
                "multipart/form-data": components["schemas"]["FileUpload"];
                "*/*": components["schemas"]["Binary"];
            };
        };
        /** @description The first bytes, if you like. */
        FirstBytes: {
            content: {
                "application/offset+octet-stream": components["schemas"]["Binary"];
            };
        };
        /** @description Bytes from the offset on. */
        MoreBytes: {
            content: {
                "application/offset+octet-stream": components["schemas"]["Binary"];
            };
        };
        ResultPackageOptionsBody: {
            content: {
                "application/json": components["schemas"]["ResultPackageOptions"];
            };
        };
    };
    headers: {
        /** @description Name of this request; set by the server on every answer. */
        XRequestId: components["schemas"]["RequestId"];
        /** @description The neighbouring pages (RFC 8288). */
        Link: components["schemas"]["HeaderText"];
        /** @description The methods that are taken here. */
        Allow: components["schemas"]["HeaderText"];
        /** @description Names this state of the item or these bytes. */
        ETag: components["schemas"]["ETag"];
        /** @description `true` on the answer to a repeated `Idempotency-Key`: nothing was done again. */
        IdempotencyReplayed: components["schemas"]["IdempotencyReplayed"];
        /** @description The preferences of `Prefer` that were kept to. */
        PreferenceApplied: components["schemas"]["HeaderText"];
        /** @description Where the result is. */
        Location: components["schemas"]["LocationUrl"];
        /** @description Ask again after this many seconds. */
        RetryAfter: components["schemas"]["Seconds"];
        /** @description Ask again after this many seconds; only while work is going on. */
        RetryAfterWhileBusy: components["schemas"]["Seconds"];
        /** @description When these bytes were stored. */
        LastModified: components["schemas"]["HttpDate"];
        /** @description Ranges of bytes can be asked for. */
        AcceptRanges: components["schemas"]["RangeUnit"];
        /** @description Size of the body. */
        ContentLength: components["schemas"]["Bytes"];
        /** @description Name of the download, as `filename` and `filename*`. */
        ContentDisposition: components["schemas"]["HeaderText"];
        /** @description SHA-256 of the whole content (RFC 9530), when it is known. */
        ReprDigest: components["schemas"]["HeaderText"];
        /** @description Which bytes of how many. */
        ContentRange: components["schemas"]["HeaderText"];
        /** @description The file that the upload has become. */
        FileLocation: components["schemas"]["Url"];
        /** @description The version of tus that is spoken. */
        TusResumable: components["schemas"]["TusWord"];
        /** @description How many bytes of a body were received and are kept. */
        UploadOffsetIfAny: components["schemas"]["Bytes"];
        /** @description When it expires; only while bytes are awaited. */
        UploadExpires: components["schemas"]["HttpDate"];
        /** @description The versions of tus that are known. */
        TusVersion: components["schemas"]["TusWord"];
        /** @description The extensions of tus that are known. */
        TusExtension: components["schemas"]["HeaderText"];
        /** @description The largest upload in bytes. */
        TusMaxSize: components["schemas"]["Bytes"];
        /** @description `no-store`. */
        NoStore: components["schemas"]["HeaderText"];
        /** @description How many bytes were received and are kept. */
        UploadOffset: components["schemas"]["Bytes"];
        /** @description Size of the whole file in bytes. */
        UploadLength: components["schemas"]["Bytes"];
        /** @description As it was sent. */
        UploadMetadata: components["schemas"]["Metadata"];
        /** @description `no`: a proxy must not gather the stream. */
        XAccelBuffering: components["schemas"]["Word"];
        /** @description Tokens must not be cached. */
        CacheControl: components["schemas"]["HeaderText"];
        /** @description How to authenticate. */
        WwwAuthenticate: components["schemas"]["HeaderText"];
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    listDossierTemplates: {
        parameters: {
            query?: {
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description Where the page begins, taken from `next` or `previous` of another page. Not together with `offset`. */
                cursor?: components["parameters"]["Cursor"];
                /** @description How many items to pass over; for deep pages follow `next` instead. */
                offset?: components["parameters"]["Offset"];
                /** @description Order, most significant first, `-` for descending: name, dateAdded, dateModified. */
                sort?: components["parameters"]["DossierTemplateSort"];
                /**
                 * @description Only these fields are answered: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_exclude`.
                 * @example id,dateModified
                 */
                _fields_only?: components["parameters"]["FieldsOnly"];
                /**
                 * @description These fields are left out of the answer: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_only`.
                 * @example dateAdded,dateModified
                 */
                _fields_exclude?: components["parameters"]["FieldsExclude"];
            };
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of dossier templates. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description The neighbouring pages (RFC 8288). */
                    Link?: components["schemas"]["HeaderText"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DossierTemplateList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    optionsDossierTemplates: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["CollectionOptionsAnswer"];
            default: components["responses"]["Problem"];
        };
    };
    getDossierTemplate: {
        parameters: {
            query?: {
                /**
                 * @description Only these fields are answered: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_exclude`.
                 * @example id,dateModified
                 */
                _fields_only?: components["parameters"]["FieldsOnly"];
                /**
                 * @description These fields are left out of the answer: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_only`.
                 * @example dateAdded,dateModified
                 */
                _fields_exclude?: components["parameters"]["FieldsExclude"];
            };
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /** @description The `ETag` you have. 304 without a body is answered while it still holds. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of a dossier template. */
                dossierTemplateId: components["parameters"]["DossierTemplateId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The dossier template. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description Names this state of the item or these bytes. */
                    ETag: components["schemas"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DossierTemplate"];
                };
            };
            304: components["responses"]["NotModified"];
            default: components["responses"]["Problem"];
        };
    };
    listDossiers: {
        parameters: {
            query?: {
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description Where the page begins, taken from `next` or `previous` of another page. Not together with `offset`. */
                cursor?: components["parameters"]["Cursor"];
                /** @description How many items to pass over; for deep pages follow `next` instead. */
                offset?: components["parameters"]["Offset"];
                /** @description Order, most significant first, `-` for descending: name, dateAdded, dateModified, dueDate. No due date comes first. */
                sort?: components["parameters"]["DossierSort"];
                /** @description Only dossiers in this state. Without it those in the trash are left out. */
                status?: components["parameters"]["DossierStatusFilter"];
                /** @description Only dossiers of exactly this name. */
                name?: components["parameters"]["DossierNameFilter"];
                /** @description Only items added at this time or later. */
                "dateAdded[gte]"?: components["parameters"]["DateAddedFrom"];
                /** @description Only items added before this time. */
                "dateAdded[lt]"?: components["parameters"]["DateAddedBefore"];
                /** @description Only items modified at this time or later. */
                "dateModified[gte]"?: components["parameters"]["DateModifiedFrom"];
                /** @description Only items modified before this time. */
                "dateModified[lt]"?: components["parameters"]["DateModifiedBefore"];
                /**
                 * @description Only these fields are answered: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_exclude`.
                 * @example id,dateModified
                 */
                _fields_only?: components["parameters"]["FieldsOnly"];
                /**
                 * @description These fields are left out of the answer: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_only`.
                 * @example dateAdded,dateModified
                 */
                _fields_exclude?: components["parameters"]["FieldsExclude"];
            };
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of dossiers. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description The neighbouring pages (RFC 8288). */
                    Link?: components["schemas"]["HeaderText"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["DossierList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createDossier: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /**
                 * @description `return=minimal`: the answer comes without its body, a 200 as a 204; `Preference-Applied` says so. Other preferences are not looked at (RFC 7240).
                 * @example return=minimal
                 */
                Prefer?: components["parameters"]["PreferReturn"];
                /**
                 * @description A name of your own for this one request, new for each, best a UUID. Sent again with the same key within 24 hours, the request
                 *     is not done again: the answer is that of the first time, with `Idempotency-Replayed`. Another request with the key is refused.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DossierCreation"];
            };
        };
        responses: {
            /** @description The new dossier. */
            201: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description `true` on the answer to a repeated `Idempotency-Key`: nothing was done again. */
                    "Idempotency-Replayed"?: components["schemas"]["IdempotencyReplayed"];
                    /** @description The preferences of `Prefer` that were kept to. */
                    "Preference-Applied"?: components["schemas"]["HeaderText"];
                    /** @description Names this state of the item or these bytes. */
                    ETag: components["schemas"]["ETag"];
                    /** @description Where the result is. */
                    Location: components["schemas"]["LocationUrl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Dossier"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    optionsDossiers: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["CollectionOptionsAnswer"];
            default: components["responses"]["Problem"];
        };
    };
    getDossier: {
        parameters: {
            query?: {
                /**
                 * @description Only these fields are answered: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_exclude`.
                 * @example id,dateModified
                 */
                _fields_only?: components["parameters"]["FieldsOnly"];
                /**
                 * @description These fields are left out of the answer: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_only`.
                 * @example dateAdded,dateModified
                 */
                _fields_exclude?: components["parameters"]["FieldsExclude"];
            };
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /** @description The `ETag` you have. 304 without a body is answered while it still holds. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of a dossier. */
                dossierId: components["parameters"]["DossierId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["DossierItem"];
            304: components["responses"]["NotModified"];
            default: components["responses"]["Problem"];
        };
    };
    deleteDossier: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /** @description The `ETag` you read. The change is refused with 412 when somebody else changed the item since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Id of a dossier. */
                dossierId: components["parameters"]["DossierId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    updateDossier: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /**
                 * @description `return=minimal`: the answer comes without its body, a 200 as a 204; `Preference-Applied` says so. Other preferences are not looked at (RFC 7240).
                 * @example return=minimal
                 */
                Prefer?: components["parameters"]["PreferReturn"];
                /** @description The `ETag` you read. The change is refused with 412 when somebody else changed the item since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Id of a dossier. */
                dossierId: components["parameters"]["DossierId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["DossierChange"];
            };
        };
        responses: {
            200: components["responses"]["DossierItem"];
            204: components["responses"]["NothingToTell"];
            default: components["responses"]["Problem"];
        };
    };
    restoreDossier: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /**
                 * @description `return=minimal`: the answer comes without its body, a 200 as a 204; `Preference-Applied` says so. Other preferences are not looked at (RFC 7240).
                 * @example return=minimal
                 */
                Prefer?: components["parameters"]["PreferReturn"];
                /**
                 * @description A name of your own for this one request, new for each, best a UUID. Sent again with the same key within 24 hours, the request
                 *     is not done again: the answer is that of the first time, with `Idempotency-Replayed`. Another request with the key is refused.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The `ETag` you read. The change is refused with 412 when somebody else changed the item since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Id of a dossier. */
                dossierId: components["parameters"]["DossierId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["RestoredDossier"];
            204: components["responses"]["NothingToTell"];
            default: components["responses"]["Problem"];
        };
    };
    listDossierFiles: {
        parameters: {
            query?: {
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description Where the page begins, taken from `next` or `previous` of another page. Not together with `offset`. */
                cursor?: components["parameters"]["Cursor"];
                /** @description How many items to pass over; for deep pages follow `next` instead. */
                offset?: components["parameters"]["Offset"];
                /** @description Order, most significant first, `-` for descending: filename, size, dateAdded, dateModified. */
                sort?: components["parameters"]["FileSort"];
                /** @description Only files whose `processingStatus` is this. */
                status?: components["parameters"]["FileStatusFilter"];
                /** @description Only files of exactly this media type. */
                mediaType?: components["parameters"]["FileMediaTypeFilter"];
                /** @description `true`: the files in the trash and no others. Without it they are left out. */
                trashed?: components["parameters"]["TrashedFilter"];
                /** @description Only items added at this time or later. */
                "dateAdded[gte]"?: components["parameters"]["DateAddedFrom"];
                /** @description Only items added before this time. */
                "dateAdded[lt]"?: components["parameters"]["DateAddedBefore"];
                /** @description Only items modified at this time or later. */
                "dateModified[gte]"?: components["parameters"]["DateModifiedFrom"];
                /** @description Only items modified before this time. */
                "dateModified[lt]"?: components["parameters"]["DateModifiedBefore"];
                /**
                 * @description Only these fields are answered: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_exclude`.
                 * @example id,dateModified
                 */
                _fields_only?: components["parameters"]["FieldsOnly"];
                /**
                 * @description These fields are left out of the answer: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_only`.
                 * @example dateAdded,dateModified
                 */
                _fields_exclude?: components["parameters"]["FieldsExclude"];
            };
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
            };
            path: {
                /** @description Id of a dossier. */
                dossierId: components["parameters"]["DossierId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["FilePage"];
            default: components["responses"]["Problem"];
        };
    };
    uploadFiles: {
        parameters: {
            query?: {
                /** @description Name of the file when the body is the file itself; not looked at for multipart, where each part names its own. */
                filename?: components["parameters"]["UploadFilename"];
                /** @description Title of the file when the body is the file itself. */
                title?: components["parameters"]["UploadTitle"];
            };
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /**
                 * @description `return=minimal`: the answer comes without its body, a 200 as a 204; `Preference-Applied` says so. Other preferences are not looked at (RFC 7240).
                 * @example return=minimal
                 */
                Prefer?: components["parameters"]["PreferReturn"];
                /**
                 * @description A name of your own for this one request, new for each, best a UUID. Sent again with the same key within 24 hours, the request
                 *     is not done again: the answer is that of the first time, with `Idempotency-Replayed`. Another request with the key is refused.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /**
                 * @description Digest of the whole body (RFC 9530). Its `sha-256` is checked, and a body that is another one is refused; other algorithms are not looked at.
                 * @example sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWBxf7kbu9DBPE=:
                 */
                "Content-Digest"?: components["parameters"]["ContentDigest"];
                /**
                 * @description As `Content-Digest`; of a body without `Content-Encoding` both are the same.
                 * @example sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWBxf7kbu9DBPE=:
                 */
                "Repr-Digest"?: components["parameters"]["ReprDigest"];
            };
            path: {
                /** @description Id of a dossier. */
                dossierId: components["parameters"]["DossierId"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["FileBody"];
        responses: {
            /** @description The files are stored. `Location` is the file, or the list of the dossier when there are several. */
            202: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description `true` on the answer to a repeated `Idempotency-Key`: nothing was done again. */
                    "Idempotency-Replayed"?: components["schemas"]["IdempotencyReplayed"];
                    /** @description The preferences of `Prefer` that were kept to. */
                    "Preference-Applied"?: components["schemas"]["HeaderText"];
                    /** @description Where the result is. */
                    Location: components["schemas"]["LocationUrl"];
                    /** @description Ask again after this many seconds. */
                    "Retry-After": components["schemas"]["Seconds"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["UploadedFiles"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    optionsDossierFiles: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
            };
            path: {
                /** @description Id of a dossier. */
                dossierId: components["parameters"]["DossierId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["CollectionOptionsAnswer"];
            default: components["responses"]["Problem"];
        };
    };
    listFiles: {
        parameters: {
            query?: {
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description Where the page begins, taken from `next` or `previous` of another page. Not together with `offset`. */
                cursor?: components["parameters"]["Cursor"];
                /** @description How many items to pass over; for deep pages follow `next` instead. */
                offset?: components["parameters"]["Offset"];
                /** @description Order, most significant first, `-` for descending: filename, size, dateAdded, dateModified. */
                sort?: components["parameters"]["FileSort"];
                /** @description Only files whose `processingStatus` is this. */
                status?: components["parameters"]["FileStatusFilter"];
                /** @description Only files of exactly this media type. */
                mediaType?: components["parameters"]["FileMediaTypeFilter"];
                /** @description `true`: the files in the trash and no others. Without it they are left out. */
                trashed?: components["parameters"]["TrashedFilter"];
                /** @description Only items added at this time or later. */
                "dateAdded[gte]"?: components["parameters"]["DateAddedFrom"];
                /** @description Only items added before this time. */
                "dateAdded[lt]"?: components["parameters"]["DateAddedBefore"];
                /** @description Only items modified at this time or later. */
                "dateModified[gte]"?: components["parameters"]["DateModifiedFrom"];
                /** @description Only items modified before this time. */
                "dateModified[lt]"?: components["parameters"]["DateModifiedBefore"];
                /**
                 * @description Only these fields are answered: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_exclude`.
                 * @example id,dateModified
                 */
                _fields_only?: components["parameters"]["FieldsOnly"];
                /**
                 * @description These fields are left out of the answer: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_only`.
                 * @example dateAdded,dateModified
                 */
                _fields_exclude?: components["parameters"]["FieldsExclude"];
            };
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["FilePage"];
            default: components["responses"]["Problem"];
        };
    };
    optionsFiles: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["CollectionOptionsAnswer"];
            default: components["responses"]["Problem"];
        };
    };
    getFile: {
        parameters: {
            query?: {
                /**
                 * @description Only these fields are answered: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_exclude`.
                 * @example id,dateModified
                 */
                _fields_only?: components["parameters"]["FieldsOnly"];
                /**
                 * @description These fields are left out of the answer: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_only`.
                 * @example dateAdded,dateModified
                 */
                _fields_exclude?: components["parameters"]["FieldsExclude"];
            };
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /** @description The `ETag` you have. 304 without a body is answered while it still holds. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of a file. */
                fileId: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["FileItem"];
            304: components["responses"]["NotModified"];
            default: components["responses"]["Problem"];
        };
    };
    deleteFile: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /** @description The `ETag` you read. The change is refused with 412 when somebody else changed the item since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Id of a file. */
                fileId: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    updateFile: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /**
                 * @description `return=minimal`: the answer comes without its body, a 200 as a 204; `Preference-Applied` says so. Other preferences are not looked at (RFC 7240).
                 * @example return=minimal
                 */
                Prefer?: components["parameters"]["PreferReturn"];
                /** @description The `ETag` you read. The change is refused with 412 when somebody else changed the item since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Id of a file. */
                fileId: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FileChange"];
            };
        };
        responses: {
            200: components["responses"]["FileItem"];
            204: components["responses"]["NothingToTell"];
            default: components["responses"]["Problem"];
        };
    };
    getFileStatus: {
        parameters: {
            query?: {
                /** @description Which version. Without it the current one. */
                version?: components["parameters"]["FileVersion"];
                /**
                 * @description Only these fields are answered: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_exclude`.
                 * @example id,dateModified
                 */
                _fields_only?: components["parameters"]["FieldsOnly"];
                /**
                 * @description These fields are left out of the answer: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_only`.
                 * @example dateAdded,dateModified
                 */
                _fields_exclude?: components["parameters"]["FieldsExclude"];
            };
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /**
                 * @description `wait=10`: the answer waits until the work is over, at most so many seconds and at most 30; `Preference-Applied` says when it was ready to. It may come earlier, so look at what it says. Other preferences are not looked at (RFC 7240).
                 * @example wait=10
                 */
                Prefer?: components["parameters"]["PreferWait"];
                /** @description The `ETag` you have. 304 without a body is answered while it still holds. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of a file. */
                fileId: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The status. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description Names this state of the item or these bytes. */
                    ETag: components["schemas"]["ETag"];
                    /** @description Ask again after this many seconds; only while work is going on. */
                    "Retry-After"?: components["schemas"]["Seconds"];
                    /** @description The preferences of `Prefer` that were kept to. */
                    "Preference-Applied"?: components["schemas"]["HeaderText"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FileStatus"];
                };
            };
            304: components["responses"]["NotModified"];
            default: components["responses"]["Problem"];
        };
    };
    listFileVersions: {
        parameters: {
            query?: {
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description Where the page begins, taken from `next` or `previous` of another page. Not together with `offset`. */
                cursor?: components["parameters"]["Cursor"];
                /** @description How many items to pass over; for deep pages follow `next` instead. */
                offset?: components["parameters"]["Offset"];
                /** @description Order, `-` for descending: version. */
                sort?: components["parameters"]["FileVersionSort"];
                /**
                 * @description Only these fields are answered: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_exclude`.
                 * @example id,dateModified
                 */
                _fields_only?: components["parameters"]["FieldsOnly"];
                /**
                 * @description These fields are left out of the answer: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_only`.
                 * @example dateAdded,dateModified
                 */
                _fields_exclude?: components["parameters"]["FieldsExclude"];
            };
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
            };
            path: {
                /** @description Id of a file. */
                fileId: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["FileVersionPage"];
            default: components["responses"]["Problem"];
        };
    };
    uploadFileVersion: {
        parameters: {
            query?: {
                /** @description New name of the file when the body is the file itself. Without it the name stays. */
                filename?: components["parameters"]["VersionFilename"];
                /** @description New title of the file when the body is the file itself. Without it the title stays. */
                title?: components["parameters"]["VersionTitle"];
            };
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /**
                 * @description `return=minimal`: the answer comes without its body, a 200 as a 204; `Preference-Applied` says so. Other preferences are not looked at (RFC 7240).
                 * @example return=minimal
                 */
                Prefer?: components["parameters"]["PreferReturn"];
                /**
                 * @description A name of your own for this one request, new for each, best a UUID. Sent again with the same key within 24 hours, the request
                 *     is not done again: the answer is that of the first time, with `Idempotency-Replayed`. Another request with the key is refused.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The `ETag` you read. The change is refused with 412 when somebody else changed the item since. */
                "If-Match"?: components["parameters"]["IfMatch"];
                /**
                 * @description Digest of the whole body (RFC 9530). Its `sha-256` is checked, and a body that is another one is refused; other algorithms are not looked at.
                 * @example sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWBxf7kbu9DBPE=:
                 */
                "Content-Digest"?: components["parameters"]["ContentDigest"];
                /**
                 * @description As `Content-Digest`; of a body without `Content-Encoding` both are the same.
                 * @example sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWBxf7kbu9DBPE=:
                 */
                "Repr-Digest"?: components["parameters"]["ReprDigest"];
            };
            path: {
                /** @description Id of a file. */
                fileId: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["FileBody"];
        responses: {
            /** @description The file with its new version. `Location` is the status of that version. */
            202: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description `true` on the answer to a repeated `Idempotency-Key`: nothing was done again. */
                    "Idempotency-Replayed"?: components["schemas"]["IdempotencyReplayed"];
                    /** @description The preferences of `Prefer` that were kept to. */
                    "Preference-Applied"?: components["schemas"]["HeaderText"];
                    /** @description Where the result is. */
                    Location: components["schemas"]["LocationUrl"];
                    /** @description Ask again after this many seconds. */
                    "Retry-After": components["schemas"]["Seconds"];
                    /** @description Names this state of the item or these bytes. */
                    ETag: components["schemas"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["File"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    optionsFileVersions: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
            };
            path: {
                /** @description Id of a file. */
                fileId: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["CollectionOptionsAnswer"];
            default: components["responses"]["Problem"];
        };
    };
    restoreFile: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /**
                 * @description `return=minimal`: the answer comes without its body, a 200 as a 204; `Preference-Applied` says so. Other preferences are not looked at (RFC 7240).
                 * @example return=minimal
                 */
                Prefer?: components["parameters"]["PreferReturn"];
                /**
                 * @description A name of your own for this one request, new for each, best a UUID. Sent again with the same key within 24 hours, the request
                 *     is not done again: the answer is that of the first time, with `Idempotency-Replayed`. Another request with the key is refused.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
                /** @description The `ETag` you read. The change is refused with 412 when somebody else changed the item since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Id of a file. */
                fileId: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["RestoredFile"];
            204: components["responses"]["NothingToTell"];
            default: components["responses"]["Problem"];
        };
    };
    getFileContent: {
        parameters: {
            query?: {
                /** @description Which version. Without it the current one. */
                version?: components["parameters"]["FileVersion"];
            };
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /** @description The `ETag` you have. 304 without a body is answered while it still holds. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The `Last-Modified` you have; only looked at without `If-None-Match`. */
                "If-Modified-Since"?: components["parameters"]["IfModifiedSince"];
                /**
                 * @description One range of bytes, for example `bytes=1048576-` to resume. Several ranges are answered with the whole content.
                 * @example bytes=0-1023
                 */
                Range?: components["parameters"]["Range"];
                /**
                 * @description The `ETag` of the part you have. The range is answered only while it still holds, else the whole content.
                 * @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                 */
                "If-Range"?: components["parameters"]["IfRange"];
            };
            path: {
                /** @description Id of a file. */
                fileId: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole content. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description Names this state of the item or these bytes. */
                    ETag: components["schemas"]["ETag"];
                    /** @description When these bytes were stored. */
                    "Last-Modified": components["schemas"]["HttpDate"];
                    /** @description Ranges of bytes can be asked for. */
                    "Accept-Ranges": components["schemas"]["RangeUnit"];
                    /** @description Size of the body. */
                    "Content-Length": components["schemas"]["Bytes"];
                    /** @description Name of the download, as `filename` and `filename*`. */
                    "Content-Disposition": components["schemas"]["HeaderText"];
                    /** @description SHA-256 of the whole content (RFC 9530), when it is known. */
                    "Repr-Digest"?: components["schemas"]["HeaderText"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["Binary"];
                };
            };
            /** @description The range of bytes asked for. */
            206: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description Names this state of the item or these bytes. */
                    ETag: components["schemas"]["ETag"];
                    /** @description When these bytes were stored. */
                    "Last-Modified": components["schemas"]["HttpDate"];
                    /** @description Ranges of bytes can be asked for. */
                    "Accept-Ranges": components["schemas"]["RangeUnit"];
                    /** @description Size of the body. */
                    "Content-Length": components["schemas"]["Bytes"];
                    /** @description Name of the download, as `filename` and `filename*`. */
                    "Content-Disposition": components["schemas"]["HeaderText"];
                    /** @description SHA-256 of the whole content (RFC 9530), when it is known. */
                    "Repr-Digest"?: components["schemas"]["HeaderText"];
                    /** @description Which bytes of how many. */
                    "Content-Range": components["schemas"]["HeaderText"];
                    [name: string]: unknown;
                };
                content: {
                    "*/*": components["schemas"]["Binary"];
                };
            };
            304: components["responses"]["NotModified"];
            default: components["responses"]["Problem"];
        };
    };
    headFileContent: {
        parameters: {
            query?: {
                /** @description Which version. Without it the current one. */
                version?: components["parameters"]["FileVersion"];
            };
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /** @description The `ETag` you have. 304 without a body is answered while it still holds. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The `Last-Modified` you have; only looked at without `If-None-Match`. */
                "If-Modified-Since"?: components["parameters"]["IfModifiedSince"];
            };
            path: {
                /** @description Id of a file. */
                fileId: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["ContentHeaders"];
            304: components["responses"]["NotModified"];
            default: components["responses"]["Problem"];
        };
    };
    createUpload: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /**
                 * @description The version of tus that you speak: `1.0.0`. Needed; another one, or none, is answered with 412.
                 * @example 1.0.0
                 */
                "Tus-Resumable"?: components["parameters"]["TusResumable"];
                /** @description Size of the whole file in bytes, at least 1. */
                "Upload-Length": components["parameters"]["UploadLength"];
                /**
                 * @description Pairs of key and Base64 value, separated by commas: `dossierId` or `fileId`, `filename`, `filetype`, `title`.
                 * @example filename aW52b2ljZS5wZGY=,dossierId MDE5YTljNWUtN2QxMC03YzNhLTliMWUtMmY0YTZjOGQwZTEy
                 */
                "Upload-Metadata": components["parameters"]["UploadMetadata"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["FirstBytes"];
        responses: {
            /** @description The upload has begun. `Location` is its address; `Upload-Offset` says how much of a body was kept. */
            201: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description Where the result is. */
                    Location: components["schemas"]["LocationUrl"];
                    /** @description The file that the upload has become. */
                    "Content-Location"?: components["schemas"]["Url"];
                    /** @description The version of tus that is spoken. */
                    "Tus-Resumable": components["schemas"]["TusWord"];
                    /** @description How many bytes of a body were received and are kept. */
                    "Upload-Offset"?: components["schemas"]["Bytes"];
                    /** @description When it expires; only while bytes are awaited. */
                    "Upload-Expires"?: components["schemas"]["HttpDate"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    getUploadOptions: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Version, extensions and the largest upload. */
            204: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description The methods that are taken here. */
                    Allow: components["schemas"]["HeaderText"];
                    /** @description The version of tus that is spoken. */
                    "Tus-Resumable": components["schemas"]["TusWord"];
                    /** @description The versions of tus that are known. */
                    "Tus-Version": components["schemas"]["TusWord"];
                    /** @description The extensions of tus that are known. */
                    "Tus-Extension": components["schemas"]["HeaderText"];
                    /** @description The largest upload in bytes. */
                    "Tus-Max-Size": components["schemas"]["Bytes"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    createPresignedUpload: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /**
                 * @description A name of your own for this one request, new for each, best a UUID. Sent again with the same key within 24 hours, the request
                 *     is not done again: the answer is that of the first time, with `Idempotency-Replayed`. Another request with the key is refused.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["PresignedUploadRequest"];
            };
        };
        responses: {
            /** @description The upload has begun. `Location` is its address. */
            201: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description `true` on the answer to a repeated `Idempotency-Key`: nothing was done again. */
                    "Idempotency-Replayed"?: components["schemas"]["IdempotencyReplayed"];
                    /** @description Where the result is. */
                    Location: components["schemas"]["LocationUrl"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresignedUpload"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getUploadParts: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
            };
            path: {
                /** @description Id of an upload of your own. */
                uploadId: components["parameters"]["UploadId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description `no-store`. */
                    "Cache-Control": components["schemas"]["HeaderText"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["PresignedUpload"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    completeUpload: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /**
                 * @description A name of your own for this one request, new for each, best a UUID. Sent again with the same key within 24 hours, the request
                 *     is not done again: the answer is that of the first time, with `Idempotency-Replayed`. Another request with the key is refused.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of an upload of your own. */
                uploadId: components["parameters"]["UploadId"];
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                "application/json": components["schemas"]["UploadCompletion"];
            };
        };
        responses: {
            /** @description The upload is being completed. */
            202: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description `true` on the answer to a repeated `Idempotency-Key`: nothing was done again. */
                    "Idempotency-Replayed"?: components["schemas"]["IdempotencyReplayed"];
                    /** @description Where the result is. */
                    Location: components["schemas"]["LocationUrl"];
                    /** @description Ask again after this many seconds. */
                    "Retry-After": components["schemas"]["Seconds"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getUpload: {
        parameters: {
            query?: {
                /**
                 * @description Only these fields are answered: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_exclude`.
                 * @example id,dateModified
                 */
                _fields_only?: components["parameters"]["FieldsOnly"];
                /**
                 * @description These fields are left out of the answer: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_only`.
                 * @example dateAdded,dateModified
                 */
                _fields_exclude?: components["parameters"]["FieldsExclude"];
            };
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /**
                 * @description `wait=10`: the answer waits until the work is over, at most so many seconds and at most 30; `Preference-Applied` says when it was ready to. It may come earlier, so look at what it says. Other preferences are not looked at (RFC 7240).
                 * @example wait=10
                 */
                Prefer?: components["parameters"]["PreferWait"];
                /** @description The `ETag` you have. 304 without a body is answered while it still holds. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of an upload of your own. */
                uploadId: components["parameters"]["UploadId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The upload as it is now. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description Names this state of the item or these bytes. */
                    ETag: components["schemas"]["ETag"];
                    /** @description Ask again after this many seconds; only while work is going on. */
                    "Retry-After"?: components["schemas"]["Seconds"];
                    /** @description The preferences of `Prefer` that were kept to. */
                    "Preference-Applied"?: components["schemas"]["HeaderText"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Upload"];
                };
            };
            304: components["responses"]["NotModified"];
            default: components["responses"]["Problem"];
        };
    };
    deleteUpload: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
            };
            path: {
                /** @description Id of an upload of your own. */
                uploadId: components["parameters"]["UploadId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description It is cancelled. */
            204: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description The version of tus that is spoken. */
                    "Tus-Resumable": components["schemas"]["TusWord"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    headUpload: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /**
                 * @description The version of tus that you speak: `1.0.0`. Needed; another one, or none, is answered with 412.
                 * @example 1.0.0
                 */
                "Tus-Resumable"?: components["parameters"]["TusResumable"];
            };
            path: {
                /** @description Id of an upload of your own. */
                uploadId: components["parameters"]["UploadId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Offset, length and metadata. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description `no-store`. */
                    "Cache-Control": components["schemas"]["HeaderText"];
                    /** @description The file that the upload has become. */
                    "Content-Location"?: components["schemas"]["Url"];
                    /** @description The version of tus that is spoken. */
                    "Tus-Resumable": components["schemas"]["TusWord"];
                    /** @description How many bytes were received and are kept. */
                    "Upload-Offset": components["schemas"]["Bytes"];
                    /** @description Size of the whole file in bytes. */
                    "Upload-Length": components["schemas"]["Bytes"];
                    /** @description As it was sent. */
                    "Upload-Metadata"?: components["schemas"]["Metadata"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    patchUpload: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /**
                 * @description The version of tus that you speak: `1.0.0`. Needed; another one, or none, is answered with 412.
                 * @example 1.0.0
                 */
                "Tus-Resumable"?: components["parameters"]["TusResumable"];
                /** @description The offset at which the upload is, as `HEAD` tells it. Another one is answered with 409. */
                "Upload-Offset": components["parameters"]["UploadOffset"];
            };
            path: {
                /** @description Id of an upload of your own. */
                uploadId: components["parameters"]["UploadId"];
            };
            cookie?: never;
        };
        requestBody: components["requestBodies"]["MoreBytes"];
        responses: {
            /** @description Received and kept. */
            204: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description The file that the upload has become. */
                    "Content-Location"?: components["schemas"]["Url"];
                    /** @description The version of tus that is spoken. */
                    "Tus-Resumable": components["schemas"]["TusWord"];
                    /** @description How many bytes were received and are kept. */
                    "Upload-Offset": components["schemas"]["Bytes"];
                    /** @description When it expires; only while bytes are awaited. */
                    "Upload-Expires"?: components["schemas"]["HttpDate"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    listResultPackages: {
        parameters: {
            query?: {
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description Where the page begins, taken from `next` or `previous` of another page. Not together with `offset`. */
                cursor?: components["parameters"]["Cursor"];
                /** @description How many items to pass over; for deep pages follow `next` instead. */
                offset?: components["parameters"]["Offset"];
                /** @description Order, `-` for descending: dateAdded. */
                sort?: components["parameters"]["DateAddedSort"];
                /** @description Only result packages in this state. */
                status?: components["parameters"]["ResultPackageStatusFilter"];
                /**
                 * @description Only these fields are answered: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_exclude`.
                 * @example id,dateModified
                 */
                _fields_only?: components["parameters"]["FieldsOnly"];
                /**
                 * @description These fields are left out of the answer: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_only`.
                 * @example dateAdded,dateModified
                 */
                _fields_exclude?: components["parameters"]["FieldsExclude"];
            };
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of result packages. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description The neighbouring pages (RFC 8288). */
                    Link?: components["schemas"]["HeaderText"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResultPackageList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    createResultPackage: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /**
                 * @description `wait=10`: the answer waits until the package is made, at most so many seconds and at most 30. Then it is a 201 with the finished package, which may also have failed; without that, or when time is up, a 202. `return=minimal`: the answer comes without its body. `Preference-Applied` names what was done. Other preferences are not looked at (RFC 7240).
                 * @example wait=10
                 */
                Prefer?: components["parameters"]["PreferReturnOrWait"];
                /**
                 * @description A name of your own for this one request, new for each, best a UUID. Sent again with the same key within 24 hours, the request
                 *     is not done again: the answer is that of the first time, with `Idempotency-Replayed`. Another request with the key is refused.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ResultPackageCreation"];
            };
        };
        responses: {
            201: components["responses"]["ResultPackageMade"];
            202: components["responses"]["ResultPackageAccepted"];
            default: components["responses"]["Problem"];
        };
    };
    optionsResultPackages: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["CollectionOptionsAnswer"];
            default: components["responses"]["Problem"];
        };
    };
    createDossierResultPackage: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /**
                 * @description `wait=10`: the answer waits until the package is made, at most so many seconds and at most 30. Then it is a 201 with the finished package, which may also have failed; without that, or when time is up, a 202. `return=minimal`: the answer comes without its body. `Preference-Applied` names what was done. Other preferences are not looked at (RFC 7240).
                 * @example wait=10
                 */
                Prefer?: components["parameters"]["PreferReturnOrWait"];
                /**
                 * @description A name of your own for this one request, new for each, best a UUID. Sent again with the same key within 24 hours, the request
                 *     is not done again: the answer is that of the first time, with `Idempotency-Replayed`. Another request with the key is refused.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of a dossier. */
                dossierId: components["parameters"]["DossierId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["ResultPackageOptionsBody"];
        responses: {
            201: components["responses"]["ResultPackageMade"];
            202: components["responses"]["ResultPackageAccepted"];
            default: components["responses"]["Problem"];
        };
    };
    createFileResultPackage: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /**
                 * @description `wait=10`: the answer waits until the package is made, at most so many seconds and at most 30. Then it is a 201 with the finished package, which may also have failed; without that, or when time is up, a 202. `return=minimal`: the answer comes without its body. `Preference-Applied` names what was done. Other preferences are not looked at (RFC 7240).
                 * @example wait=10
                 */
                Prefer?: components["parameters"]["PreferReturnOrWait"];
                /**
                 * @description A name of your own for this one request, new for each, best a UUID. Sent again with the same key within 24 hours, the request
                 *     is not done again: the answer is that of the first time, with `Idempotency-Replayed`. Another request with the key is refused.
                 */
                "Idempotency-Key"?: components["parameters"]["IdempotencyKey"];
            };
            path: {
                /** @description Id of a file. */
                fileId: components["parameters"]["FileId"];
            };
            cookie?: never;
        };
        requestBody?: components["requestBodies"]["ResultPackageOptionsBody"];
        responses: {
            201: components["responses"]["ResultPackageMade"];
            202: components["responses"]["ResultPackageAccepted"];
            default: components["responses"]["Problem"];
        };
    };
    getResultPackage: {
        parameters: {
            query?: {
                /**
                 * @description Only these fields are answered: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_exclude`.
                 * @example id,dateModified
                 */
                _fields_only?: components["parameters"]["FieldsOnly"];
                /**
                 * @description These fields are left out of the answer: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_only`.
                 * @example dateAdded,dateModified
                 */
                _fields_exclude?: components["parameters"]["FieldsExclude"];
            };
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /**
                 * @description `wait=10`: the answer waits until the work is over, at most so many seconds and at most 30; `Preference-Applied` says when it was ready to. It may come earlier, so look at what it says. Other preferences are not looked at (RFC 7240).
                 * @example wait=10
                 */
                Prefer?: components["parameters"]["PreferWait"];
                /** @description The `ETag` you have. 304 without a body is answered while it still holds. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of a result package. */
                resultPackageId: components["parameters"]["ResultPackageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The result package. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description Names this state of the item or these bytes. */
                    ETag: components["schemas"]["ETag"];
                    /** @description Ask again after this many seconds; only while work is going on. */
                    "Retry-After"?: components["schemas"]["Seconds"];
                    /** @description The preferences of `Prefer` that were kept to. */
                    "Preference-Applied"?: components["schemas"]["HeaderText"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ResultPackage"];
                };
            };
            304: components["responses"]["NotModified"];
            default: components["responses"]["Problem"];
        };
    };
    deleteResultPackage: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /** @description The `ETag` you read. The change is refused with 412 when somebody else changed the item since. */
                "If-Match"?: components["parameters"]["IfMatch"];
            };
            path: {
                /** @description Id of a result package. */
                resultPackageId: components["parameters"]["ResultPackageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    followResultPackage: {
        parameters: {
            query?: {
                /** @description The same for clients that cannot set headers. `Last-Event-ID` counts when both are sent. */
                lastEventId?: components["parameters"]["LastEventIdQuery"];
            };
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /** @description The `id` of the last event you got; the stream goes on behind it. */
                "Last-Event-ID"?: components["parameters"]["LastEventId"];
            };
            path: {
                /** @description Id of a result package. */
                resultPackageId: components["parameters"]["ResultPackageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events of the package, to its end. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description `no`: a proxy must not gather the stream. */
                    "X-Accel-Buffering": components["schemas"]["Word"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["ResultPackageStream"];
                };
            };
            204: components["responses"]["NoContent"];
            default: components["responses"]["Problem"];
        };
    };
    getResultPackageContent: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /** @description The `ETag` you have. 304 without a body is answered while it still holds. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The `Last-Modified` you have; only looked at without `If-None-Match`. */
                "If-Modified-Since"?: components["parameters"]["IfModifiedSince"];
                /**
                 * @description One range of bytes, for example `bytes=1048576-` to resume. Several ranges are answered with the whole content.
                 * @example bytes=0-1023
                 */
                Range?: components["parameters"]["Range"];
                /**
                 * @description The `ETag` of the part you have. The range is answered only while it still holds, else the whole content.
                 * @example "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"
                 */
                "If-Range"?: components["parameters"]["IfRange"];
            };
            path: {
                /** @description Id of a result package. */
                resultPackageId: components["parameters"]["ResultPackageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The whole content. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description Names this state of the item or these bytes. */
                    ETag: components["schemas"]["ETag"];
                    /** @description When these bytes were stored. */
                    "Last-Modified": components["schemas"]["HttpDate"];
                    /** @description Ranges of bytes can be asked for. */
                    "Accept-Ranges": components["schemas"]["RangeUnit"];
                    /** @description Size of the body. */
                    "Content-Length": components["schemas"]["Bytes"];
                    /** @description Name of the download, as `filename` and `filename*`. */
                    "Content-Disposition": components["schemas"]["HeaderText"];
                    /** @description SHA-256 of the whole content (RFC 9530), when it is known. */
                    "Repr-Digest"?: components["schemas"]["HeaderText"];
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": components["schemas"]["Binary"];
                };
            };
            /** @description The range of bytes asked for. */
            206: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description Names this state of the item or these bytes. */
                    ETag: components["schemas"]["ETag"];
                    /** @description When these bytes were stored. */
                    "Last-Modified": components["schemas"]["HttpDate"];
                    /** @description Ranges of bytes can be asked for. */
                    "Accept-Ranges": components["schemas"]["RangeUnit"];
                    /** @description Size of the body. */
                    "Content-Length": components["schemas"]["Bytes"];
                    /** @description Name of the download, as `filename` and `filename*`. */
                    "Content-Disposition": components["schemas"]["HeaderText"];
                    /** @description SHA-256 of the whole content (RFC 9530), when it is known. */
                    "Repr-Digest"?: components["schemas"]["HeaderText"];
                    /** @description Which bytes of how many. */
                    "Content-Range": components["schemas"]["HeaderText"];
                    [name: string]: unknown;
                };
                content: {
                    "application/zip": components["schemas"]["Binary"];
                };
            };
            304: components["responses"]["NotModified"];
            default: components["responses"]["Problem"];
        };
    };
    headResultPackageContent: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /** @description The `ETag` you have. 304 without a body is answered while it still holds. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
                /** @description The `Last-Modified` you have; only looked at without `If-None-Match`. */
                "If-Modified-Since"?: components["parameters"]["IfModifiedSince"];
            };
            path: {
                /** @description Id of a result package. */
                resultPackageId: components["parameters"]["ResultPackageId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["ContentHeaders"];
            304: components["responses"]["NotModified"];
            default: components["responses"]["Problem"];
        };
    };
    followEvents: {
        parameters: {
            query?: {
                /** @description The same for clients that cannot set headers. `Last-Event-ID` counts when both are sent. */
                lastEventId?: components["parameters"]["LastEventIdQuery"];
            };
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /** @description The `id` of the last event you got; the stream goes on behind it. */
                "Last-Event-ID"?: components["parameters"]["LastEventId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The events, until one side ends the stream. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description `no`: a proxy must not gather the stream. */
                    "X-Accel-Buffering": components["schemas"]["Word"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": components["schemas"]["EventStream"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    listJobs: {
        parameters: {
            query?: {
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description Where the page begins, taken from `next` or `previous` of another page. Not together with `offset`. */
                cursor?: components["parameters"]["Cursor"];
                /** @description How many items to pass over; for deep pages follow `next` instead. */
                offset?: components["parameters"]["Offset"];
                /** @description Order, `-` for descending: dateAdded. */
                sort?: components["parameters"]["DateAddedSort"];
                /** @description Only jobs in this state. */
                status?: components["parameters"]["JobStatusFilter"];
                /** @description Only jobs of this kind. */
                kind?: components["parameters"]["JobKindFilter"];
                /**
                 * @description Only these fields are answered: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_exclude`.
                 * @example id,dateModified
                 */
                _fields_only?: components["parameters"]["FieldsOnly"];
                /**
                 * @description These fields are left out of the answer: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_only`.
                 * @example dateAdded,dateModified
                 */
                _fields_exclude?: components["parameters"]["FieldsExclude"];
            };
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of jobs. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description The neighbouring pages (RFC 8288). */
                    Link?: components["schemas"]["HeaderText"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    optionsJobs: {
        parameters: {
            query?: never;
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["CollectionOptionsAnswer"];
            default: components["responses"]["Problem"];
        };
    };
    getJob: {
        parameters: {
            query?: {
                /**
                 * @description Only these fields are answered: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_exclude`.
                 * @example id,dateModified
                 */
                _fields_only?: components["parameters"]["FieldsOnly"];
                /**
                 * @description These fields are left out of the answer: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_only`.
                 * @example dateAdded,dateModified
                 */
                _fields_exclude?: components["parameters"]["FieldsExclude"];
            };
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /**
                 * @description `wait=10`: the answer waits until the work is over, at most so many seconds and at most 30; `Preference-Applied` says when it was ready to. It may come earlier, so look at what it says. Other preferences are not looked at (RFC 7240).
                 * @example wait=10
                 */
                Prefer?: components["parameters"]["PreferWait"];
                /** @description The `ETag` you have. 304 without a body is answered while it still holds. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path: {
                /** @description Id of a job. */
                jobId: components["parameters"]["JobId"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The job. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description Names this state of the item or these bytes. */
                    ETag: components["schemas"]["ETag"];
                    /** @description Ask again after this many seconds; only while work is going on. */
                    "Retry-After"?: components["schemas"]["Seconds"];
                    /** @description The preferences of `Prefer` that were kept to. */
                    "Preference-Applied"?: components["schemas"]["HeaderText"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            304: components["responses"]["NotModified"];
            default: components["responses"]["Problem"];
        };
    };
    getLicense: {
        parameters: {
            query?: {
                /**
                 * @description Only these fields are answered: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_exclude`.
                 * @example id,dateModified
                 */
                _fields_only?: components["parameters"]["FieldsOnly"];
                /**
                 * @description These fields are left out of the answer: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_only`.
                 * @example dateAdded,dateModified
                 */
                _fields_exclude?: components["parameters"]["FieldsExclude"];
            };
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /** @description The `ETag` you have. 304 without a body is answered while it still holds. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The license. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description Names this state of the item or these bytes. */
                    ETag: components["schemas"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["License"];
                };
            };
            304: components["responses"]["NotModified"];
            default: components["responses"]["Problem"];
        };
    };
    getLicenseUsage: {
        parameters: {
            query?: {
                /** @description First day, in the time zone of the workspace. Without it: the first day of the month eleven months before `endDate`. */
                startDate?: components["parameters"]["StartDate"];
                /** @description Last day, itself included, at most ten years after `startDate`. Without it: today. */
                endDate?: components["parameters"]["EndDate"];
                /**
                 * @description Only these fields are answered: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_exclude`.
                 * @example id,dateModified
                 */
                _fields_only?: components["parameters"]["FieldsOnly"];
                /**
                 * @description These fields are left out of the answer: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_only`.
                 * @example dateAdded,dateModified
                 */
                _fields_exclude?: components["parameters"]["FieldsExclude"];
            };
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The usage. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["LicenseUsage"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getWorkspace: {
        parameters: {
            query?: {
                /**
                 * @description Only these fields are answered: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_exclude`.
                 * @example id,dateModified
                 */
                _fields_only?: components["parameters"]["FieldsOnly"];
                /**
                 * @description These fields are left out of the answer: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_only`.
                 * @example dateAdded,dateModified
                 */
                _fields_exclude?: components["parameters"]["FieldsExclude"];
            };
            header: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description Id of the workspace the call is about. Sent exactly once. */
                "X-TENANT-ID": components["parameters"]["TenantId"];
                /** @description The `ETag` you have. 304 without a body is answered while it still holds. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The workspace. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description Names this state of the item or these bytes. */
                    ETag: components["schemas"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Workspace"];
                };
            };
            304: components["responses"]["NotModified"];
            default: components["responses"]["Problem"];
        };
    };
    getAccount: {
        parameters: {
            query?: {
                /**
                 * @description Only these fields are answered: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_exclude`.
                 * @example id,dateModified
                 */
                _fields_only?: components["parameters"]["FieldsOnly"];
                /**
                 * @description These fields are left out of the answer: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_only`.
                 * @example dateAdded,dateModified
                 */
                _fields_exclude?: components["parameters"]["FieldsExclude"];
            };
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
                /** @description The `ETag` you have. 304 without a body is answered while it still holds. */
                "If-None-Match"?: components["parameters"]["IfNoneMatch"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The account. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description Names this state of the item or these bytes. */
                    ETag: components["schemas"]["ETag"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Account"];
                };
            };
            304: components["responses"]["NotModified"];
            default: components["responses"]["Problem"];
        };
    };
    listAccountWorkspaces: {
        parameters: {
            query?: {
                /** @description How many items a page holds at most. */
                limit?: components["parameters"]["Limit"];
                /** @description How many items to pass over; for deep pages follow `next` instead. */
                offset?: components["parameters"]["Offset"];
                /**
                 * @description Only these fields are answered: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_exclude`.
                 * @example id,dateModified
                 */
                _fields_only?: components["parameters"]["FieldsOnly"];
                /**
                 * @description These fields are left out of the answer: names separated by commas; fields inside another one as `outer__inner`. In lists it holds for each of the `results`. The answer then lacks fields that its schema calls required. Not together with `_fields_only`.
                 * @example dateAdded,dateModified
                 */
                _fields_exclude?: components["parameters"]["FieldsExclude"];
            };
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description A page of workspaces. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description The neighbouring pages (RFC 8288). */
                    Link?: components["schemas"]["HeaderText"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AccountWorkspaceList"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getAuthConfig: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The configuration. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AuthConfig"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    authorize: {
        parameters: {
            query: {
                /** @description Id of your client. */
                client_id: components["parameters"]["ClientId"];
                /** @description The only flow through a browser is the authorization code. */
                response_type: components["parameters"]["ResponseType"];
                /** @description Where the browser is sent with the code; must be registered for the client. */
                redirect_uri: components["parameters"]["RedirectUri"];
                /** @description Scopes asked for, separated by spaces. When none of them is a scope of this API, the default set is added. */
                scope?: components["parameters"]["Scope"];
                /** @description Given back to you unchanged; protects against forged answers. */
                state?: components["parameters"]["State"];
                /** @description Comes back inside the ID token. */
                nonce?: components["parameters"]["Nonce"];
                /** @description PKCE: the hash of your verifier. */
                code_challenge?: components["parameters"]["CodeChallenge"];
                /** @description PKCE: how the verifier was hashed. */
                code_challenge_method?: components["parameters"]["CodeChallengeMethod"];
                /** @description Whether to ask for the login again. */
                prompt?: components["parameters"]["Prompt"];
                /** @description How many seconds ago the login may have been. */
                max_age?: components["parameters"]["MaxAge"];
                /** @description User name to fill in. */
                login_hint?: components["parameters"]["LoginHint"];
                /** @description Preferred languages of the login page. */
                ui_locales?: components["parameters"]["UiLocales"];
                /** @description Which connected identity provider to go to at once. */
                kc_idp_hint?: components["parameters"]["IdpHint"];
            };
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description To the login page. */
            302: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description Where the result is. */
                    Location: components["schemas"]["LocationUrl"];
                    /** @description Tokens must not be cached. */
                    "Cache-Control": components["schemas"]["HeaderText"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            default: components["responses"]["Problem"];
        };
    };
    requestToken: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/x-www-form-urlencoded": components["schemas"]["TokenRequest"];
            };
        };
        responses: {
            /** @description The tokens. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description Tokens must not be cached. */
                    "Cache-Control": components["schemas"]["HeaderText"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TokenResponse"];
                };
            };
            /** @description The request or the grant is not valid. */
            400: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description Tokens must not be cached. */
                    "Cache-Control": components["schemas"]["HeaderText"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            /** @description The client could not be authenticated. */
            401: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    /** @description Tokens must not be cached. */
                    "Cache-Control": components["schemas"]["HeaderText"];
                    /** @description How to authenticate. */
                    "WWW-Authenticate"?: components["schemas"]["HeaderText"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OAuthError"];
                };
            };
            429: components["responses"]["OAuthLater"];
            503: components["responses"]["OAuthLater"];
            default: components["responses"]["Problem"];
        };
    };
    getLiveness: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["HealthAnswer"];
            default: components["responses"]["Problem"];
        };
    };
    getReadiness: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            200: components["responses"]["HealthAnswer"];
            default: components["responses"]["Problem"];
        };
    };
    getHealthDetail: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The parts; `status` is DOWN when one of them is. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["HealthDetail"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getMetrics: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The metrics. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": components["schemas"]["MetricsText"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getVersion: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The version. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ServiceVersion"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getOpenApiJson: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contract. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["OpenApiDocument"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getOpenApiYaml: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The contract. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/yaml": components["schemas"]["OpenApiText"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
    getProblemType: {
        parameters: {
            query?: never;
            header?: {
                /** @description A name of your own for this request, echoed in the answer and in every problem. An unfit one is replaced. */
                "X-Request-Id"?: components["parameters"]["XRequestId"];
            };
            path: {
                /** @description Code of a problem. */
                code: components["parameters"]["ProblemCode"];
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description The page. */
            200: {
                headers: {
                    /** @description Name of this request; set by the server on every answer. */
                    "X-Request-Id"?: components["schemas"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html": components["schemas"]["Html"];
                };
            };
            default: components["responses"]["Problem"];
        };
    };
}
